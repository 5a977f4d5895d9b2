/* Lets the form for watching a lesson open again in a classroom without network, and nothing else.
   It answers only when the network does not, and only with what observations.js kept while the form was open. */
"use strict";

var FORM = /^\/observations\/[0-9a-f-]{36}\/fill\/$/;
var CACHES = ["startlijn-lesson-pages", "startlijn-lesson-parts"];

self.addEventListener("install", function () {
  self.skipWaiting();
});

self.addEventListener("activate", function (event) {
  event.waitUntil(
    caches.keys().then(function (names) {
      var old = names.filter(function (name) {
        return name.indexOf("startlijn-lesson-") === 0 && CACHES.indexOf(name) < 0;
      });
      return Promise.all(old.map(function (name) { return caches.delete(name); }));
    }).then(function () { return self.clients.claim(); })
  );
});

self.addEventListener("fetch", function (event) {
  var request = event.request;
  var url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  var form = request.mode === "navigate" && FORM.test(url.pathname);
  if (!form && url.pathname.indexOf("/static/") !== 0) return;
  event.respondWith(
    fetch(request).catch(function (error) {
      return caches.match(request, { ignoreVary: true }).then(function (kept) {
        if (kept) return kept;
        throw error;
      });
    })
  );
});
