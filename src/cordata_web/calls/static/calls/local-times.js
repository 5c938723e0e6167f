// Tells each deadline in the reader's own time zone as well, where that differs from the one that the call names.
const list = document.querySelector(".deadlines");
const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

for (const time of list ? list.querySelectorAll("time[data-local]") : []) {
  const moment = new Date(time.dateTime);
  const offset = time.dateTime.slice(-6);
  const sign = offset.startsWith("-") ? -1 : 1;
  const [hours, minutes] = offset.slice(1).split(":").map(Number);
  if (-moment.getTimezoneOffset() === sign * (60 * hours + minutes)) continue;
  const own = document.createElement("span");
  own.className = "soft";
  own.textContent = ` ${list.dataset.label} ${clock.format(moment)}`;
  time.parentElement.append(own);
}
