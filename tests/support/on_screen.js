// What is wrong with what a page shows at this width, in words; `least` is the side of a target in pixels.
(least) => {
  const width = innerWidth;
  const root = document.querySelector("dialog[open]") ?? document.querySelector(".drawer-open #drawer") ?? document;
  const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 1;
  const called = (each) => each.ariaLabel || each.innerText?.trim() || each.alt || [...(each.labels ?? [])].map((label) => label.innerText).join(" ") || each.querySelector("img")?.alt;
  const about = (each) => `${each.tagName.toLowerCase()} "${(called(each) ?? "").slice(0, 40)}"`;
  const wrong = [];
  if (document.documentElement.scrollWidth > width) wrong.push(`the page is ${document.documentElement.scrollWidth} wide`);

  for (const each of [...root.querySelectorAll("*")].filter(seen)) {
    const box = each.getBoundingClientRect();
    const style = getComputedStyle(each);
    if (each.closest(".skip, svg")) continue;
    if (box.left < -1 || box.right > width + 1) wrong.push(`${about(each)} leaves the screen: ${box.left} to ${box.right}`);
    const cut = style.overflowX !== "visible" && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
    if (cut && !each.matches("pre, .topic, .excerpt, .prompt, input")) wrong.push(`${about(each)} is cut`);
  }
  for (const each of [...root.querySelectorAll("button, a[href], input, select, textarea, summary")].filter(seen)) {
    if (each.closest(".skip")) continue;
    if (!called(each)) wrong.push(`${each.outerHTML.slice(0, 80)} has no name`);
    const inText = each.matches(".markdown *, .place *, .spoiler");
    const boxes = [each, ...(each.labels ?? [])].map((one) => one.getBoundingClientRect());
    const [wide, high] = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
    if (!inText && Math.min(wide, high) < least - 0.5) wrong.push(`${about(each)} is ${Math.round(wide)} by ${Math.round(high)}`);
  }
  return [...new Set(wrong)];
}
