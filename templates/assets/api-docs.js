// The API documentation page: Swagger UI on our own description, without its top bar.
window.addEventListener("load", () => {
  window.SwaggerUIBundle({
    url: document.getElementById("docs").dataset.description,
    dom_id: "#docs",
    deepLinking: true,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis],
  });
});
