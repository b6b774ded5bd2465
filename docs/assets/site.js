addEventListener("load", () => {
  // The theme wraps wide tables in regions that scroll; a keyboard scrolls them only if they can have the focus.
  for (const region of document.querySelectorAll(".md-typeset__scrollwrap")) {
    region.tabIndex = 0;
  }
  // On narrow pages, where the header of a table is hidden, each cell of a guide begins with the name of its column.
  for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
    if (table.closest(".doc")) continue;
    const names = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent);
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, index) => (cell.dataset.column = names[index]));
    }
  }
  // Long code breaks after a slash or a parenthesis and before a dot, and not inside a name.
  for (const code of document.querySelectorAll(".md-typeset :not(pre) > code")) {
    if (!code.closest("h1") && !/\S{30}/.test(code.textContent)) continue;
    for (const node of [...code.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE)) {
      const parts = node.data.split(/(?<=[/(])(?=\w|\{)|(?<=[\w)])(?=\.)/);
      node.replaceWith(...parts.flatMap((part, index) => (index ? [document.createElement("wbr"), part] : [part])));
    }
  }
  // A name alone in a cell does not break on wide pages.
  for (const code of document.querySelectorAll(".md-typeset td code")) {
    if (/^[\w.=]+$/.test(code.textContent) && !code.querySelector("wbr")) code.dataset.name = "";
  }
});
