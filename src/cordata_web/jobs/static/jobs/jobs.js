// The page of an open job keeps itself up to date; without this it is loaded anew by a link.
const box = document.querySelector("[data-job]");
const standing = box.querySelector("[data-job-standing]");
const course = box.querySelector("[data-job-course]");
const SHORTEST = 1500;
const LONGEST = 20000;
let pause = SHORTEST;

const look = async () => {
  try {
    const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) {
      throw new Error(`The state of the job was answered with ${answer.status}.`);
    }
    const job = await answer.json();
    if (job.over) {
      location.reload();
      return;
    }
    if (standing.textContent !== job.standing) {
      standing.textContent = job.standing;
    }
    course.innerHTML = job.course;
    pause = SHORTEST;
  } catch (error) {
    console.warn(error);
    pause = Math.min(pause * 2, LONGEST);
  }
  setTimeout(look, document.hidden ? LONGEST : pause);
};

box.querySelector("[data-job-reload]").hidden = true;
setTimeout(look, pause);
