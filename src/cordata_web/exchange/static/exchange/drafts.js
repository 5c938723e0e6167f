// What somebody writes is kept in this tab until it is sent: a lost connection or an ended session costs no words.
// Not longer than the tab is open, for conversations are nobody else's business.
const PREFIX = "draft:";
// Whoever had to sign in first is greeted as well, but has not sent anything.
const arrived = document.querySelector(".notice--success") !== null && !document.referrer.includes("/account/");

for (const box of document.querySelectorAll("textarea[data-draft]")) {
  const parent = box.form.querySelector("input[name$='parent']");
  const key = [PREFIX, location.pathname.slice(3), box.name, parent ? parent.value : ""].join("|");
  if (arrived && sessionStorage.getItem(`${key}|sent`)) {
    sessionStorage.removeItem(key);
  }
  sessionStorage.removeItem(`${key}|sent`);
  const kept = sessionStorage.getItem(key);
  if (kept && !box.value) {
    box.value = kept;
    box.closest("details")?.setAttribute("open", "");
  }
  box.addEventListener("input", () => {
    if (box.value) {
      sessionStorage.setItem(key, box.value);
    } else {
      sessionStorage.removeItem(key);
    }
  });
  box.form.addEventListener("submit", () => sessionStorage.setItem(`${key}|sent`, "yes"));
}
