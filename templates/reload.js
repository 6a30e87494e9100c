"use strict";
// Only under `travaux serve`: asks each second whether the site was built again.
(() => {
  let known = "";
  setInterval(async () => {
    try {
      const now = await (await fetch("/_travaux/version")).text();
      if (known && now !== known) location.reload();
      known = now;
    } catch { /* the server has ended */ }
  }, 1000);
})();
