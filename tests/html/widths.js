// In a page of frames, each with the comparison at another width: what scrolls sideways in them.
"use strict";
addEventListener("load", () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument;
    const width = frame.clientWidth;
    const measure = (when) => {
      const wide = page.documentElement.scrollWidth;
      if (wide > width) found.push(`${width} px, ${when}: the page is ${wide} px wide`);
      for (const element of page.querySelectorAll("main *, aside *, aside")) {
        const over = element.scrollWidth - element.clientWidth;
        const scrolls = ["auto", "scroll"].includes(frame.contentWindow.getComputedStyle(element).overflowX);
        if (scrolls && over > 0) found.push(`${width} px, ${when}: ${element.outerHTML.slice(0, 80)} scrolls by ${over} px`);
      }
    };
    measure("folded");
    for (const part of page.querySelectorAll("details")) part.open = true;
    measure("unfolded");
    page.querySelector(".sides .n").click();
    measure("with a figure's origin");
  }
  document.documentElement.dataset.found = found.length ? found.join("\n") : "nothing";
});
