// Forms marked with data-passkey: "create" makes a passkey, "get" shows one; the answer goes into the field "credential".
const able = "PublicKeyCredential" in window && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (key) => ({ ...key, id: toBytes(key.id) });

function readable(credential) {
  const answer = credential.response;
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (answer[part]) response[part] = toText(answer[part]);
  }
  if (answer.getTransports) response.transports = answer.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function create({ creation_options: { publicKey } }) {
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: withBytes(publicKey.user),
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(withBytes),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  });
}

async function get({ request_options: { publicKey } }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: (publicKey.allowCredentials ?? []).map(withBytes),
    },
  });
}

async function optionsOf(form) {
  if (!form.dataset.options) return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${form.dataset.options}: ${answer.status}`);
  return answer.json();
}

function note(kind, shown) {
  for (const box of document.querySelectorAll(`[data-passkey-note="${kind}"]`)) box.hidden = !shown;
}

async function send(form) {
  note("failed", false);
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const ask = form.dataset.passkey === "create" ? create : get;
    form.elements.credential.value = JSON.stringify(readable(await ask(await optionsOf(form))));
    form.submit();
  } catch (error) {
    console.info(error);
    note("failed", true);
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (able) form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (able) send(form);
  });
  if (!able && !form.hidden) {
    form.querySelector("button").disabled = true;
    note("unable", true);
  }
}
if (able) for (const part of document.querySelectorAll("[data-passkey-needed]")) part.hidden = false;
