//! What objects are painted with.

use crate::unit::Length;
use crate::xml::Xml;

/// A colour of the default space, sRGB (clause 8.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue.
    pub rgb: [u8; 3],
    /// From 0, which can't be seen, to 255, through which nothing is seen.
    pub alpha: u8,
}

/// How a line is drawn (clause 8.2, table 24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Half of it lies on either side of the path.
    pub width: Length,
    /// How it ends.
    pub cap: Cap,
    /// How two pieces of it meet.
    pub join: Join,
    /// Lengths of what is drawn and of what is left out, in turn; none for a whole line.
    pub dashes: Vec<Length>,
    /// Where in the dashes it begins.
    pub dash_offset: Length,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Where the path ends.
    #[default]
    Butt,
    /// In a half circle.
    Round,
    /// In a half square.
    Square,
}

/// How two pieces of a line meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// In a point, as far as it is not longer than so many thousandths of the width.
    Miter(u32),
    /// In a part of a circle.
    Round,
    /// Cut off.
    Bevel,
}

/// Which points are inside of a path that crosses itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FillRule {
    /// Those that it goes around.
    #[default]
    NonZero,
    /// Those that it goes around an odd number of times.
    EvenOdd,
}

impl Colour {
    /// A colour that can't be seen through.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self {
            rgb: [red, green, blue],
            alpha: u8::MAX,
        }
    }

    /// Writes it as an element of this name.
    pub(crate) fn write(self, name: &'static str, xml: &mut Xml) {
        let [red, green, blue] = self.rgb;
        xml.open(name);
        xml.attribute("Value", &format!("{red} {green} {blue}"));
        if self.alpha < u8::MAX {
            xml.number("Alpha", self.alpha);
        }
        xml.close();
    }
}

impl Stroke {
    /// A whole line with blunt ends.
    pub const fn new(colour: Colour, width: Length) -> Self {
        Self {
            colour,
            width,
            cap: Cap::Butt,
            join: Join::Miter(4_000),
            dashes: Vec::new(),
            dash_offset: Length::ZERO,
        }
    }

    /// How far from the path it may reach.
    pub(crate) fn reach(&self) -> Length {
        let half = self.width.half();
        match self.join {
            Join::Miter(limit) => half.times(i64::from(limit.div_ceil(1_000)).max(2)),
            Join::Round | Join::Bevel => self.width,
        }
    }

    /// Writes the attributes of a graphic unit; those that have their default are left out.
    pub(crate) fn write_attributes(&self, xml: &mut Xml) {
        xml.fine_length("LineWidth", self.width);
        match self.cap {
            Cap::Butt => {}
            Cap::Round => xml.attribute("Cap", "Round"),
            Cap::Square => xml.attribute("Cap", "Square"),
        }
        match self.join {
            // Readers differ in what they take for its default.
            Join::Miter(limit) => xml.thousandths("MiterLimit", i64::from(limit)),
            Join::Round => xml.attribute("Join", "Round"),
            Join::Bevel => xml.attribute("Join", "Bevel"),
        }
        if !self.dashes.is_empty() {
            xml.length("DashOffset", self.dash_offset);
            xml.lengths("DashPattern", self.dashes.iter().copied());
        }
    }
}
