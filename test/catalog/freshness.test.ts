import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { cardsOfPage, isCardList } from "../../src/catalog/cardPage.ts";
import { pythonBuilds } from "../../src/catalog/pythonBuilds.ts";
import { updatedUv } from "../../src/catalog/updatedFacts.ts";
import { updatedFactFiles } from "../../src/commands/catalog/updatedFactFiles.ts";
import { check, update } from "../../src/commands/catalogCommand.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import type { System } from "../../src/system/ports.ts";
import { testSystem } from "../registry/world.ts";
import { builtIn } from "./builtIn.ts";

const MATRIX = join(import.meta.dirname, "..", "..", "matrix");
const SHA = "ab".repeat(32);

const archive = (version: string, build = "20261101"): string =>
  `${SHA}  cpython-${version}+${build}-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz\n`;

/** As NVIDIA's page stands: a row for each capability, cards in cells by kind. */
const pageOf = (rows: Readonly<Record<string, readonly string[]>>): string =>
  `<html><script>var x = "9.9 RTX 1";</script><table><tr><th>Compute Capability</th><th>Cards</th></tr>${Object.entries(
    rows,
  )
    .map(
      ([capability, cards]) =>
        `<tr><td>${capability}</td><td>${cards.map((card) => `<p>${card}</p>`).join("")}</td></tr>`,
    )
    .join("")}</table></html>`;

const KNOWN = {
  "12.0": [
    "NVIDIA RTX PRO 6000 Blackwell Server Edition",
    "GeForce RTX&nbsp;5090",
    "NVIDIA GeForce RTX 5080",
  ],
  "9.0": ["NVIDIA H100", "NVIDIA H200", "NVIDIA GH200"],
  "8.9": ["NVIDIA L4<br>NVIDIA L40S", "GeForce RTX 4090"],
};

describe("the list of Pythons", () => {
  test("gives the newest final one of each minor version", () => {
    const text = [
      archive("3.12.14"),
      archive("3.12.15"),
      archive("3.15.0rc1").replace("3.15.0", "3.15.0rc1"),
      archive("3.14.2").replace("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"),
      "<html>not found</html>",
    ].join("");
    expect([...pythonBuilds(text)]).toEqual([
      ["3.12", { version: "3.12.15", build: "20261101", sha256: SHA }],
    ]);
  });
});

describe("a page of cards", () => {
  test("is read by capability, without the maker's name, scripts and entities", async () => {
    const cards = cardsOfPage(pageOf(KNOWN));
    expect(
      cards.map(({ name, computeCapability, kind }) => [name, computeCapability, kind]),
    ).toEqual([
      ["RTX PRO 6000 Blackwell Server Edition", "12.0", "workstation"],
      ["RTX 5090", "12.0", "geforce"],
      ["RTX 5080", "12.0", "geforce"],
      ["H100", "9.0", "datacenter"],
      ["H200", "9.0", "datacenter"],
      ["GH200", "9.0", "datacenter"],
      ["L4", "8.9", "datacenter"],
      ["L40S", "8.9", "datacenter"],
      ["RTX 4090", "8.9", "geforce"],
    ]);
    expect(isCardList(cards, await builtIn())).toBe(true);
  });

  test.each([
    ["is empty", "<html></html>"],
    ["has no capabilities", "<p>GeForce RTX 4090</p>"],
    ["has others than the catalog's", pageOf({ "1.0": ["GeForce RTX 4090", "NVIDIA H100"] })],
  ])("that %s is no list", async (_, page) => {
    expect(isCardList(cardsOfPage(page), await builtIn())).toBe(false);
  });
});

test("a newer uv is written with its file and checksum, and nothing else of image.yml changes", () => {
  const before = readFileSync(join(MATRIX, "image.yml"), "utf8");
  const wheel = { version: "9.9.9", wheelFile: "uv-9.9.9-py3-none-x.whl", wheelSha256: SHA };
  const after = updatedUv(before, wheel, "2026-12-01");
  expect(after).toContain(`  version: 9.9.9\n  file: uv-9.9.9-py3-none-x.whl\n  sha256: ${SHA}\n`);
  const cut = (text: string): string => text.replace(/^uv:\n(?: .*\n)+/m, "");
  expect(cut(after)).toBe(cut(before));
});

test("a newer uv is written where the library of that name is, too", async () => {
  const home = mkdtempSync(join(tmpdir(), "dl-env-fresh-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  for (const name of ["image.yml", "libraries/uv/library.yml"])
    cpSync(join(MATRIX, name), join(home, name));
  const wheel = { version: "9.9.9", wheelFile: "uv-9.9.9-py3-none-x.whl", wheelSha256: SHA };
  const catalog = await builtIn();
  const has = { cuda: false, newest: false, image: true, pythons: false, gpus: false };
  const { texts } = await updatedFactFiles(
    testSystem({ home }),
    { folder: home, catalog, has },
    {
      outside: { asOf: "2026-12-01", uv: wheel },
      comparison: {
        asOf: "2026-12-01",
        compared: { images: 0, packages: 0, pythons: 0, cards: 0 },
        unasked: [],
        differences: [{ kind: "new", of: "tool", subject: "uv", from: "1.0.0", to: "9.9.9" }],
      },
    },
  );
  expect(texts.get(`${home}/image.yml`)).toContain("version: 9.9.9");
  expect(texts.get(`${home}/libraries/uv/library.yml`)).toContain("requirements: [uv==9.9.9]");
});

interface Outside {
  readonly sys: System;
  readonly folder: string;
  readonly file: string;
  readonly read: (name: string) => string;
}

/** A folder with the Pythons and cards of this project, and a server in place of their pages. */
const outsideWith = async (pages: Readonly<Record<string, string>>): Promise<Outside> => {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""];
    if (page?.startsWith("/") === true) response.writeHead(302, { location: page }).end();
    else response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const home = mkdtempSync(join(tmpdir(), "dl-env-fresh-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, "matrix");
  for (const name of ["pythons.yml", "gpus.yml"]) cpSync(join(MATRIX, name), join(folder, name));
  const file = join(home, "dl-env.yml");
  const here = `http://127.0.0.1:${port}`;
  writeFileSync(
    file,
    `to: oci:./images\nmatrix: { cuda: ["12.8"], ubuntu: ["24.04"] }\nmirrors: { github.com: "${here}", developer.nvidia.com: "${here}" }\n`,
  );
  const env = { XDG_CACHE_HOME: join(home, "cache") };
  const sys = testSystem({ home, env, now: () => Date.parse("2026-12-01T00:00:00Z") });
  return { sys, folder, file, read: (name) => readFileSync(join(folder, name), "utf8") };
};

const RELEASES = "/astral-sh/python-build-standalone/releases";
const PAGES = {
  [`${RELEASES}/latest`]: `${RELEASES}/tag/20261101`,
  [`${RELEASES}/download/20261101/SHA256SUMS`]: "/objects/sums",
  "/objects/sums": archive("3.12.99") + archive("3.9.99"),
  "/cuda-gpus": pageOf({
    ...KNOWN,
    "12.0": [...KNOWN["12.0"], "GeForce RTX 5010"],
    "19.9": ["NVIDIA Z1 H900", "NVIDIA H900"],
  }),
  "/cuda-legacy-gpus": pageOf({ "7.0": ["NVIDIA V100"] }),
};

test("newer Pythons and cards are named, and an update writes them and says what is left", async () => {
  const { sys, folder, file, read } = await outsideWith(PAGES);
  const checked = await check(sys, { catalog: folder, file });
  const text = outcomeText(checked);
  expect(text).toMatch(/^new {8}Python 3\.12: 3\.12\.99 \(the catalog has 3\.12\.\d+\)$/m);
  expect(text).toContain("GPU RTX 5010: compute capability 12.0 (the catalog has none)\n");
  expect(text).toContain("GPU H900: compute capability 19.9 (the catalog has none)\n");
  expect(checked.exit).toBe(1);

  const updated = await update(sys, { catalog: folder, file });
  expect(outcomeText(updated)).toContain(
    "left       H900: write it into matrix/gpus.yml by hand\n",
  );
  expect(read("pythons.yml")).toContain(`  3.12.99:\n    build: "20261101"\n    sha256: ${SHA}\n`);
  expect(read("pythons.yml")).not.toContain("3.12.14");
  expect(read("gpus.yml")).toMatch(/geforce: \[.*RTX 5010\]/);
  expect((await check(sys, { catalog: folder, file })).result.differences).toMatchObject([
    { of: "card", subject: "H900" },
  ]);
});

test.each([
  ["are gone", {}, "answered 404"],
  [
    "are built otherwise",
    { ...PAGES, "/objects/sums": "<html>", "/cuda-gpus": "<html>RTX 9999</html>" },
    "is not built as a list of GPUs any more",
  ],
])("pages that %s are said, exit 3, and their files stay as they are", async (_, pages, why) => {
  const { sys, folder, file, read } = await outsideWith(pages);
  const before = [read("pythons.yml"), read("gpus.yml")];
  const result = await update(sys, { catalog: folder, file });
  expect(result.exit).toBe(3);
  expect(result.result.unasked.map(({ subject }) => subject)).toEqual(["Pythons", "GPUs"]);
  expect(outcomeText(result)).toContain(why);
  expect([read("pythons.yml"), read("gpus.yml")]).toEqual(before);
});
