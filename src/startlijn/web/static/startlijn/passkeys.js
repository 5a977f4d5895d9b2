// Passkeys: a form with data-passkey asks this device before it is sent. Needs webauthn-json.js (from allauth).
(() => {
  "use strict";

  // A passkey opens the account by itself: it lives on the device and asks for finger, face or PIN.
  function asPasskey(options) {
    const choice = options.publicKey.authenticatorSelection ?? {};
    options.publicKey.authenticatorSelection = {
      ...choice, residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    return options;
  }

  async function optionsOf(form) {
    if (form.dataset.passkey === "login") {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      return (await answer.json()).request_options;
    }
    const found = JSON.parse(document.getElementById("passkey-options").textContent);
    return found.creation_options ? asPasskey(found.creation_options) : found.request_options;
  }

  async function ask(form) {
    const options = await optionsOf(form);
    const asked = form.dataset.passkey === "add" ? window.webauthnJSON.create : window.webauthnJSON.get;
    form.elements.credential.value = JSON.stringify(await asked(options));
    form.submit();
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const complaint = form.querySelector("[data-passkey-error]");
      complaint.hidden = true;
      ask(form).catch(() => { complaint.hidden = false; });
    });
  }
})();
