#!/usr/bin/env node
"use strict";

// Read by any Node, however old: nothing newer than this file may be loaded before the version is
// known.
const fs = require("fs");
const path = require("path");

const OLDEST = 24;
const version = process.versions.node;
// A checkout runs its source; the package has none and runs the bundle.
const source = path.join(__dirname, "../src/cli.ts");
const isCheckout = fs.existsSync(source);

// What Node compiles of the program is kept in the user's cache: that is half of a short command.
// It is code that runs, so only a folder of this very user will do; else all is compiled anew.
const keepCompiled = () => {
  const { XDG_CACHE_HOME: cache, HOME: home } = process.env;
  const folder = [cache, home && path.join(home, ".cache")].find(
    (one) => one && path.isAbsolute(one),
  );
  if (!folder) return;
  const compiled = path.join(folder, "dl-env/compiled");
  try {
    fs.mkdirSync(compiled, { recursive: true, mode: 0o700 });
    const { uid, mode } = fs.statSync(compiled);
    if (uid === process.getuid() && (mode & 0o22) === 0)
      require("module").enableCompileCache(compiled);
  } catch {
    // A home that cannot be written to.
  }
};

if (Number(version.split(".")[0]) < OLDEST) {
  const fix = isCheckout
    ? "Use the one that npm ci installs: npm run -s dl-env -- --help"
    : `Install Node ${OLDEST}, for example: npx --yes --package=node@${OLDEST} --package=dl-env-action dl-env --help`;
  console.error(
    `error: dl-env needs Node ${OLDEST} or newer, and this is Node ${version}.\n  ${fix}`,
  );
  process.exitCode = 3;
} else {
  keepCompiled();
  import(isCheckout ? "../src/cli.ts" : "../action/dl-env.js").catch((error) => {
    console.error(error);
    process.exitCode = 3;
  });
}
