import { afterEach, beforeEach, expect, test } from "vitest";
import { readRequest } from "../../src/matrix/readRequest.ts";
import { realFiles } from "../../src/system/files.ts";

let dir = "";
beforeEach(async () => {
  dir = await realFiles.makeTemp("dle-request-");
});
afterEach(() => realFiles.remove(dir));

const refused = (file: string): Promise<unknown> =>
  readRequest(realFiles, file).then(
    () => "was read",
    (error: unknown) => error,
  );

test("a request is read as it stands, through a link too", async () => {
  await realFiles.write(`${dir}/dl-env.yml`, "to: oci:./x # é\n");
  await realFiles.link("dl-env.yml", `${dir}/link.yml`);
  expect(await readRequest(realFiles, `${dir}/dl-env.yml`)).toBe("to: oci:./x # é\n");
  expect(await readRequest(realFiles, `${dir}/link.yml`)).toContain("oci:./x");
});

test("the line that is no UTF-8 is named", async () => {
  await realFiles.write(
    `${dir}/latin.yml`,
    Buffer.concat([
      Buffer.from("to: oci:./x\n# caf"),
      Buffer.from([0xe9]),
      Buffer.from("\nmatrix: {}\n"),
    ]),
  );
  expect(await refused(`${dir}/latin.yml`)).toMatchObject({
    exit: 2,
    code: "not-utf8",
    place: { file: `${dir}/latin.yml`, line: 2 },
  });
  await realFiles.write(`${dir}/wide.yml`, Buffer.from("\uFEFFto: x\n", "utf16le"));
  expect(await refused(`${dir}/wide.yml`)).toMatchObject({ code: "not-utf8", place: { line: 1 } });
});

test("a file that is no request by its size is not read to its end, and one without an end neither", async () => {
  await realFiles.write(`${dir}/large.yml`, Buffer.alloc(5_000_000, "a"));
  expect(await refused(`${dir}/large.yml`)).toMatchObject({ exit: 2, code: "request-too-large" });
  expect(await refused("/dev/zero")).toMatchObject({ exit: 2, code: "request-too-large" });
});

test("a folder and nothing at all are told apart, each with what to type", async () => {
  expect(await refused(`${dir}/`)).toMatchObject({
    exit: 2,
    code: "no-request",
    hint: `Name the file in it: --file ${dir}/dl-env.yml`,
  });
  expect(await refused(`${dir}/none.yml`)).toMatchObject({
    exit: 2,
    code: "no-request",
    hint: expect.stringContaining("> ") as string,
  });
});

test("a link to nothing is told as that", async () => {
  await realFiles.link("nothing", `${dir}/dangling.yml`);
  expect(await refused(`${dir}/dangling.yml`)).toMatchObject({
    exit: 2,
    code: "no-request",
    message: `${dir}/dangling.yml is a symbolic link whose target does not exist.`,
  });
});
