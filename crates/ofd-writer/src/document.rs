use crate::attachment::{self, Attachment};
use crate::error::Error;
use crate::font::{Face, FontId, FontSource};
use crate::image::Resource;
use crate::info::Info;
use crate::outline::{self, Bookmark};
use crate::package::{Entry, pack};
use crate::page::{Page, Sheet};
use crate::tag::{self, TagTree};
use crate::unit::{Area, Length, Point};
use crate::xml::Xml;

/// A document that is being written.
pub struct Document<'f> {
    info: Info,
    last_id: u32,
    pub(crate) sheets: Vec<Sheet>,
    faces: Vec<Face<'f>>,
    pub(crate) images: Vec<Resource<'f>>,
    outline: Vec<Bookmark>,
    tags: Vec<TagTree>,
    attachments: Vec<Attachment>,
}

impl<'f> Document<'f> {
    /// A document without pages.
    pub fn new(info: Info) -> Self {
        Self {
            info,
            last_id: 0,
            sheets: Vec::new(),
            faces: Vec::new(),
            images: Vec::new(),
            outline: Vec::new(),
            tags: Vec::new(),
            attachments: Vec::new(),
        }
    }

    /// Adds a page behind the others, and draws on it.
    pub fn page(&mut self, width: Length, height: Length) -> Page<'_, 'f> {
        let (id, layer) = (self.next_id(), self.next_id());
        self.sheets.push(Sheet {
            id,
            layer,
            width,
            height,
            objects: Xml::part(),
        });
        Page {
            index: self.sheets.len() - 1,
            document: self,
        }
    }

    /// The page that was added last, to draw more on it; nothing without pages.
    pub fn last_page(&mut self) -> Option<Page<'_, 'f>> {
        let index = self.sheets.len().checked_sub(1)?;
        Some(Page {
            document: self,
            index,
        })
    }

    /// Takes up a font, of which whatever is used is embedded.
    ///
    /// # Errors
    /// That it can't be read, or that its licence bits forbid to embed it.
    pub fn font(&mut self, source: &FontSource<'f>) -> Result<FontId, Error> {
        let id = self.next_id();
        self.faces.push(Face::new(id, source)?);
        Ok(FontId(self.faces.len() - 1))
    }

    /// What a reader shows beside the pages.
    pub fn outline(&mut self, bookmarks: Vec<Bookmark>) {
        self.outline = bookmarks;
    }

    /// Says what the objects are parts of.
    pub fn tags(&mut self, tree: TagTree) {
        self.tags.push(tree);
    }

    /// Puts a file into the package.
    pub fn attach(&mut self, attachment: Attachment) {
        self.attachments.push(attachment);
    }

    /// The package as the bytes of a file.
    ///
    /// # Errors
    /// That a font can't be cut down, or that the package grows too large.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        let count = self.attachments.len();
        let attachment_ids: Vec<u32> = (0..count).map(|_| self.next_id()).collect();
        let mut entries = vec![
            Entry::text("OFD.xml", self.entry()),
            Entry::text("Doc_0/Document.xml", self.root()),
        ];
        if !self.faces.is_empty() {
            let resources = public_resources(&self.faces);
            entries.push(Entry::text("Doc_0/PublicRes.xml", resources));
        }
        if !self.images.is_empty() {
            let resources = document_resources(&self.images);
            entries.push(Entry::text("Doc_0/DocumentRes.xml", resources));
        }
        for (index, sheet) in self.sheets.into_iter().enumerate() {
            let name = format!("Doc_0/{}", page_file(index));
            entries.push(Entry::text(&name, sheet.write()));
        }
        for face in self.faces {
            let name = format!("Doc_0/Res/{}", face.file_name());
            // Outlines of this kind are packed already: deflating them takes longer than making all pages
            // and gains a twentieth.
            let is_dense = face.is_cff;
            entries.push(Entry::later(&name, is_dense, move || face.file()));
        }
        for image in &self.images {
            let name = format!("Doc_0/Res/{}", image.file_name());
            entries.push(Entry::stored(&name, image.data.to_vec()));
        }
        entries.extend(tag_entries(&self.tags));
        entries.extend(attachment_entries(self.attachments, &attachment_ids));
        pack(entries)
    }

    /// A number that no other object of the document has.
    pub(crate) fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    pub(crate) fn face(&mut self, FontId(index): FontId) -> &mut Face<'f> {
        &mut self.faces[index]
    }

    /// `OFD.xml` (clause 7.4, tables 3 and 4).
    fn entry(&self) -> String {
        let mut xml = Xml::new("OFD");
        xml.attribute("Version", "1.0");
        xml.attribute("DocType", "OFD");
        xml.open("DocBody");
        self.info.write(&mut xml);
        xml.leaf("DocRoot", "Doc_0/Document.xml");
        xml.finish()
    }

    /// `Document.xml` (clause 7.5, tables 5 and 6).
    fn root(&self) -> String {
        let mut xml = Xml::new("Document");
        xml.open("CommonData");
        xml.leaf("MaxUnitID", &self.last_id.to_string());
        if let Some(first) = self.sheets.first() {
            xml.open("PageArea");
            xml.open("PhysicalBox");
            let (x, y) = (first.width, first.height);
            xml.area_text(&Area {
                least: Point::default(),
                most: Point { x, y },
            });
            xml.close();
            xml.close();
        }
        if !self.faces.is_empty() {
            xml.leaf("PublicRes", "PublicRes.xml");
        }
        if !self.images.is_empty() {
            xml.leaf("DocumentRes", "DocumentRes.xml");
        }
        xml.close();
        xml.open("Pages");
        for (index, sheet) in self.sheets.iter().enumerate() {
            xml.open("Page");
            xml.number("ID", sheet.id);
            xml.attribute("BaseLoc", &page_file(index));
            xml.close();
        }
        xml.close();
        outline::write(&self.outline, &mut xml);
        if !self.tags.is_empty() {
            xml.leaf("CustomTags", "Tags/CustomTags.xml");
        }
        if !self.attachments.is_empty() {
            xml.leaf("Attachments", "Attachs/Attachments.xml");
        }
        xml.finish()
    }
}

/// Where a page's file lies in the document's folder.
fn page_file(index: usize) -> String {
    format!("Pages/Page_{index}/Content.xml")
}

/// `PublicRes.xml` (clause 7.9): the fonts (clause 11.1, table 44).
fn public_resources(faces: &[Face]) -> String {
    let mut xml = Xml::new("Res");
    xml.attribute("BaseLoc", "Res");
    xml.open("Fonts");
    for face in faces {
        let source = &face.source;
        xml.open("Font");
        xml.number("ID", face.id);
        xml.attribute("FontName", &source.name);
        xml.attribute("FamilyName", &source.family);
        if source.is_italic {
            xml.attribute("Italic", "true");
        }
        if source.is_bold {
            xml.attribute("Bold", "true");
        }
        xml.leaf("FontFile", &face.file_name());
        xml.close();
    }
    xml.finish()
}

/// `DocumentRes.xml` (clause 7.9): the images.
fn document_resources(images: &[Resource]) -> String {
    let mut xml = Xml::new("Res");
    xml.attribute("BaseLoc", "Res");
    xml.open("MultiMedias");
    for image in images {
        xml.open("MultiMedia");
        xml.number("ID", image.id);
        xml.attribute("Type", "Image");
        xml.attribute("Format", image.format.name());
        xml.leaf("MediaFile", &image.file_name());
        xml.close();
    }
    xml.finish()
}

fn tag_entries<'e>(tags: &[TagTree]) -> Vec<Entry<'e>> {
    if tags.is_empty() {
        return Vec::new();
    }
    let list = Entry::text("Doc_0/Tags/CustomTags.xml", tag::list(tags));
    let trees = tags.iter().enumerate().map(|(index, tree)| {
        let name = format!("Doc_0/Tags/{}", tag::file_name(index));
        Entry::text(&name, tree.file())
    });
    [list].into_iter().chain(trees).collect()
}

fn attachment_entries<'e>(attachments: Vec<Attachment>, ids: &[u32]) -> Vec<Entry<'e>> {
    if attachments.is_empty() {
        return Vec::new();
    }
    let list = attachment::list(&attachments, ids);
    let list = Entry::text("Doc_0/Attachs/Attachments.xml", list);
    let files = attachments.into_iter().enumerate().map(|(index, file)| {
        let name = format!("Doc_0/Attachs/{}", file.file_name(index));
        Entry::new(&name, file.data)
    });
    [list].into_iter().chain(files).collect()
}
