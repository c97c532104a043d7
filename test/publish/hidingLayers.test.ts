import { describe, expect, it } from "vitest";
import { isHiding, isRemoving } from "../../src/publish/hidingLayers.ts";

const file = (path: string) => ({ path, kind: "file" as const });
const folder = (path: string) => ({ path, kind: "directory" as const });

describe("a base that lies above wheels", () => {
  it.each([
    ["an opaque mark at the root", file("/.wh..wh..opq")],
    ["an opaque mark at /opt", file("/opt/.wh..wh..opq")],
    ["an opaque mark in /opt/venv", file("/opt/venv/.wh..wh..opq")],
    ["an opaque mark deep in /opt/venv", file("/opt/venv/lib/python3/.wh..wh..opq")],
    ["a mark that removes /opt", file("/.wh.opt")],
    ["a mark that removes /opt/venv", file("/opt/.wh.venv")],
    ["a mark that removes /opt/python", file("/opt/.wh.python")],
    ["a link in the place of /opt", { path: "/opt", kind: "symlink" as const }],
    ["a file in /opt/venv", file("/opt/venv/bin/pip")],
    ["a folder /opt/python of its own", folder("/opt/python")],
  ])("hides them with %s", (_, entry) => {
    expect(isHiding([folder("/usr"), entry])).toBe(true);
  });

  it.each([
    ["nothing at /opt", folder("/usr/bin")],
    ["/opt as a folder", folder("/opt")],
    ["NVIDIA's own files in /opt", file("/opt/nvidia/entrypoint.d/10-banner.sh")],
    ["marks elsewhere", file("/usr/.wh..wh..opq")],
    ["names that only begin alike", file("/opt/venvs/x")],
    ["a mark on a name that only begins alike", file("/opt/.wh.venvs")],
  ])("hides nothing with %s", (_, entry) => {
    expect(isHiding([entry])).toBe(false);
  });
});

describe("a system layer that lies above wheels", () => {
  it("may have folders of ours, and may remove none", () => {
    expect(isRemoving([folder("/opt/venv"), file("/opt/venv/pyvenv.cfg")])).toBe(false);
    expect(isRemoving([folder("/opt/venv"), file("/opt/venv/.wh.lib")])).toBe(true);
  });
});
