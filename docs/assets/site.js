// The theme wraps wide tables in regions that scroll; a keyboard scrolls them only if they can have the focus.
addEventListener("load", () => {
  for (const region of document.querySelectorAll(".md-typeset__scrollwrap")) {
    region.tabIndex = 0;
  }
});
