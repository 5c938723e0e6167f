// Shows possible duplicates while somebody types; sent forms are checked on the server in any case.
const PAUSE = 350;

for (const form of document.querySelectorAll("[data-alike]")) {
  const box = form.querySelector(".alike");
  const list = box.querySelector("ul");
  const pattern = box.querySelector("template");
  const seen = form.elements.seen;
  const fields = ["name", "region", "town", "website", "vat"];
  let timer = 0;
  let asked = null;

  const row = (one) => {
    const item = pattern.content.cloneNode(true).firstElementChild;
    const [link, claim] = item.querySelectorAll("a");
    if (one.url) {
      link.href = one.url;
      link.textContent = one.name;
    } else {
      link.replaceWith(one.name);
    }
    item.querySelector(".soft").textContent = [one.place, ...one.reasons].filter(Boolean).join(" · ");
    claim.href = one.claim_url;
    claim.lastElementChild.textContent = ` (${one.name})`;
    return item;
  };

  const look = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(fields.map((name) => [name, form.elements[name].value]));
    let answer;
    try {
      const response = await fetch(`${form.dataset.alike}?${query}`, { signal: asked.signal });
      if (!response.ok) return;
      answer = await response.json();
    } catch (error) {
      if (error.name === "AbortError" || error instanceof TypeError) return; // typed on, or no network: checked when sent
      throw error;
    }
    list.replaceChildren(...answer.profiles.map(row));
    box.hidden = answer.profiles.length === 0;
    const known = new Set(seen.value.split(" ").filter(Boolean));
    for (const one of answer.profiles) known.add(one.id);
    seen.value = [...known].join(" ");
  };

  for (const name of fields) {
    form.elements[name].addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
  }
}
