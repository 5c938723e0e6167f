// Niceties of the search form; it works without them.
for (const form of document.querySelectorAll("[data-ask]")) {
  const text = form.querySelector("textarea");
  const button = form.querySelector("[type=submit]");

  const grow = () => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 4, window.innerHeight * 0.6)}px`;
  };
  text.addEventListener("input", grow);
  grow();

  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(button);
    }
  });

  const usual = [...button.childNodes].map((node) => node.cloneNode(true));
  form.addEventListener("submit", () => {
    button.setAttribute("aria-busy", "true");
    button.lastChild.textContent = form.dataset.busy;
  });
  // Coming back by the browser's history shows the page as it was left.
  window.addEventListener("pageshow", () => {
    button.removeAttribute("aria-busy");
    button.replaceChildren(...usual.map((node) => node.cloneNode(true)));
  });
}
