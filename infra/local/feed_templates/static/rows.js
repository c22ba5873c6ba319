// Lines of a list that are added and taken out. Listens to the document and is read before it, so that a button
// works as soon as it can be seen.

document.addEventListener("click", (event) => {
  const rows = event.target.closest(".rows");
  if (event.target.closest(".rows .add")) add(rows);
  if (event.target.closest(".rows .take-out")) takeOut(event.target.closest(".row"), rows);
});

function add(rows) {
  const next = Number(rows.dataset.next ?? rows.querySelectorAll(".row").length);
  rows.dataset.next = next + 1;
  const made = rows.querySelector("template").content.cloneNode(true);
  for (const field of made.querySelectorAll("[name]")) field.name = field.name.replace("PLACE", next);
  rows.querySelector("ul").append(made);
  rows.querySelector(".row:last-child input:not([type=hidden])").focus();
}

// The number of a line that was there stays taken: two lines of one number would be one.
function takeOut(row, rows) {
  rows.dataset.next ??= rows.querySelectorAll(".row").length;
  row.remove();
  rows.querySelector(".add").focus();
}
