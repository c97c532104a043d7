#!/usr/bin/env node
"use strict";

// Read by any Node, however old: nothing newer than this file may be loaded before the version is
// known.
const OLDEST = 24;
const version = process.versions.node;

if (Number(version.split(".")[0]) < OLDEST) {
  console.error(
    `error: dl-env needs Node ${OLDEST} or newer, and this is Node ${version}.\n  Use the one that npm ci installs: npm run -s dl-env -- --help`,
  );
  process.exitCode = 3;
} else {
  import("../src/cli.ts").catch((error) => {
    console.error(error);
    process.exitCode = 3;
  });
}
