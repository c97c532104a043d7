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

if (Number(version.split(".")[0]) < OLDEST) {
  const fix = isCheckout
    ? "Use the one that npm ci installs: npm run -s dl-env -- --help"
    : `Install Node ${OLDEST}, for example: npx --yes --package=node@${OLDEST} --package=dl-env-action dl-env --help`;
  console.error(
    `error: dl-env needs Node ${OLDEST} or newer, and this is Node ${version}.\n  ${fix}`,
  );
  process.exitCode = 3;
} else {
  import(isCheckout ? "../src/cli.ts" : "../action/dl-env.js").catch((error) => {
    console.error(error);
    process.exitCode = 3;
  });
}
