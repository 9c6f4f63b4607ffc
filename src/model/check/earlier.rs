//! What is looked up in an earlier period stands there by itself.

use super::Checker;
use crate::model::needs_earlier;

impl Checker<'_> {
    /// A figure that itself looks back would lead from period to period without end.
    pub(super) fn earlier(&mut self) {
        let model = self.model;
        let needing = needs_earlier(model);
        for figure in &model.earlier {
            let key = (figure.group.as_str().into(), figure.column.as_str().into());
            let Some(group) = model
                .group(&figure.group)
                .filter(|_| needing.contains(&key))
            else {
                continue;
            };
            let (name, column) = (figure.epoch.name(), &figure.column);
            let message =
                format!("{name}.{column} 要的数本身又由更早一期的数得来，会一期一期追下去");
            let finding = self.fault(&group.place, message);
            finding.hints.push("请在公式里直接用填报的数".to_owned());
        }
    }
}
