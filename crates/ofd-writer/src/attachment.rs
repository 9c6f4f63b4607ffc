use crate::info::Date;
use crate::xml::Xml;

/// A file within the package (clause 17).
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The name under which it is shown and saved.
    pub name: String,
    /// What format it is in: `txt`.
    pub format: String,
    /// When it was made.
    pub created: Option<Date>,
    /// What it is for, in the words of the caller (`Usage`).
    pub usage: String,
    /// The file.
    pub data: Vec<u8>,
}

impl Attachment {
    /// The name of its file in the package: no name of the caller's is taken for a path.
    pub(crate) fn file_name(&self, index: usize) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric();
        let format: String = self.format.chars().filter(|c| is_plain(*c)).collect();
        let ending = if format.is_empty() { "bin" } else { &format };
        format!("file_{index}.{ending}")
    }
}

/// The list of attachments (clause 17, table 64); `ids` are those of the attachments.
pub(crate) fn list(attachments: &[Attachment], ids: &[u32]) -> String {
    const KILOBYTE: usize = 1024;
    let mut xml = Xml::new("Attachments");
    for (index, (attachment, id)) in attachments.iter().zip(ids).enumerate() {
        xml.open("Attachment");
        xml.attribute("ID", &id.to_string());
        xml.attribute("Name", &attachment.name);
        xml.attribute("Format", &attachment.format);
        if let Some(created) = attachment.created {
            xml.attribute("CreationDate", &format!("{created}T00:00:00"));
        }
        // In kilobytes, with three places.
        let thousandths = attachment.data.len().saturating_mul(1_000) / KILOBYTE;
        xml.thousandths("Size", i64::try_from(thousandths).unwrap_or(i64::MAX));
        xml.attribute("Visible", "true");
        if !attachment.usage.is_empty() {
            xml.attribute("Usage", &attachment.usage);
        }
        xml.leaf("FileLoc", &attachment.file_name(index));
        xml.close();
    }
    xml.finish()
}
