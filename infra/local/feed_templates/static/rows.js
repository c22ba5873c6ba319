// Lines of a list that are added and taken out.

for (const rows of document.querySelectorAll(".rows")) {
  let next = rows.querySelectorAll(".row").length;
  rows.querySelector(".add").addEventListener("click", () => {
    const made = rows.querySelector("template").content.cloneNode(true);
    for (const field of made.querySelectorAll("[name]")) field.name = field.name.replace("PLACE", next);
    next += 1;
    rows.querySelector("ul").append(made);
    rows.querySelector(".row:last-child input:not([type=hidden])").focus();
  });
  rows.addEventListener("click", (event) => {
    if (!event.target.closest(".take-out")) return;
    event.target.closest(".row").remove();
    rows.querySelector(".add").focus();
  });
}
