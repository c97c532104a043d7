import { expect, it } from "vitest";
import { bytesEntry } from "../../src/layer/layerEntry.ts";
import { ordered } from "../../src/layer/orderedEntries.ts";

const orderOf = (paths: readonly string[]): string[] =>
  ordered(paths.map((path) => bytesEntry(path, 0o644, new Uint8Array()))).map(({ path }) => path);

it("puts bytecode right behind its module, and its folder before both", () => {
  const paths = [
    "opt/a/One.py",
    "opt/a/__pycache__/One.cpython-312.pyc",
    "opt/a/__pycache__/two.cpython-312.pyc",
    "opt/a/__pycache__/two.cpython-313.pyc",
    "opt/a/__pycache__/note",
    "opt/a/two.py",
    "opt/a/two.pyi",
    "opt/a-b",
  ];
  const inOrder = [
    "opt",
    "opt/a",
    "opt/a-b",
    "opt/a/__pycache__",
    "opt/a/One.py",
    "opt/a/__pycache__/One.cpython-312.pyc",
    "opt/a/__pycache__/note",
    "opt/a/two.py",
    "opt/a/__pycache__/two.cpython-312.pyc",
    "opt/a/__pycache__/two.cpython-313.pyc",
    "opt/a/two.pyi",
  ];
  expect(orderOf(paths)).toEqual(inOrder);
  expect(orderOf(paths.toReversed())).toEqual(inOrder);
});
