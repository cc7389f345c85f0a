// Sends the request of the page to its own server, and shows the saved response.
(() => {
  "use strict";
  const section = document.getElementById("try-it");
  const form = section.querySelector("form");
  const outcome = section.querySelector(".outcome");
  const [headersShown, bodyShown] = section.querySelectorAll(".received");
  const fields = (location) => [...form.querySelectorAll(`[data-location=${location}]`)];

  // Text of the collection: what is encoded already stays.
  const literal = (text) => text.replace(/%(?![0-9a-f]{2})|[^!-~]|["<>?#{}^`|\\]/giu, encodeURIComponent);

  function path() {
    const values = new Map(fields("path").map((it) => [it.name, it.value]));
    const filled = (name, text) => values.get(name) ? encodeURIComponent(values.get(name)) : literal(text);
    const segments = form.dataset.path.split("/").map((segment) =>
      segment.startsWith(":") && values.has(segment.slice(1))
        ? filled(segment.slice(1), segment)
        : segment.split(/(\{\{.*?\}\})/).map((part) => filled(part.slice(2, -2), part)).join(""));
    const query = fields("query").filter((it) => it.value)
      .map((it) => `${encodeURIComponent(it.name)}=${encodeURIComponent(it.value)}`);
    return `/${segments.join("/").replace(/^\/+/, "")}${query.length ? `?${query.join("&")}` : ""}`;
  }

  function headers() {
    const headers = new Headers();
    for (const line of form.elements.headers.value.split("\n")) {
      const colon = line.indexOf(":");
      if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
    }
    const chosen = form.elements.response.selectedOptions[0];
    if (chosen.value) {
      headers.set("x-mock-response-code", chosen.value);
      if (chosen.dataset.id) headers.set("x-mock-response-id", chosen.dataset.id);
      else if (chosen.dataset.name) headers.set("x-mock-response-name", chosen.dataset.name);
    }
    return headers;
  }

  function body(method, headers) {
    if (method === "GET" || method === "HEAD") return undefined;
    if (form.dataset.body === "text") {
      const text = form.elements.body.value;
      if (!headers.has("content-type")) {
        try { JSON.parse(text); headers.set("content-type", "application/json"); } catch { /* It is text. */ }
      }
      return text || undefined;
    }
    // The browser declares the type, with the boundary between the parts.
    headers.delete("content-type");
    const isForm = form.dataset.body === "formdata";
    const data = isForm ? new FormData() : new URLSearchParams();
    for (const field of fields(form.dataset.body)) {
      if (field.type === "file") for (const file of field.files) data.append(field.name, file);
      else if (field.value) data.append(field.name, field.value);
    }
    return data;
  }

  // Names are UTF-8, which scripts see byte by byte.
  const decoded = (text) => new TextDecoder().decode(Uint8Array.from(text, (it) => it.charCodeAt(0)));

  function pretty(text) {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  }

  function show(element, text) {
    element.firstElementChild.textContent = text;
    element.hidden = text === "";
  }

  async function send() {
    const method = form.dataset.method;
    const sent = headers();
    const options = { method, headers: sent, body: body(method, sent) };
    const target = new URL(path(), location.origin);
    // A redirect could lead to another server.
    const response = await fetch(target, { ...options, redirect: "manual", credentials: "omit", cache: "no-store" });
    if (response.type === "opaqueredirect") return ["A redirect, which browsers do not show to scripts", "", ""];
    const name = response.headers.get("x-saved-response");
    const match = response.headers.get("x-saved-match");
    const chosen = name === null ? "no saved response" : `saved response “${decoded(name)}” (${match})`;
    const lines = [...response.headers].map(([key, value]) => `${key}: ${decoded(value)}`);
    return [`${response.status} ${response.statusText}: ${chosen}`, lines.join("\n"), pretty(await response.text())];
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    outcome.textContent = "Sending …";
    const failed = (error) => [`Not sent: ${error.message}`, "", ""];
    const [status, head, text] = await send().catch(failed);
    show(headersShown, head);
    show(bodyShown, text);
    outcome.textContent = status;
  });
  section.hidden = false;
})();
