// On a page that was renamed: goes on to the new one, to the same place in it.
const link = document.querySelector("[data-new]");
link.hash = location.hash;
location.replace(link.href);
