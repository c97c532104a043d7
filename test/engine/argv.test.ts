import { describe, expect, test } from "vitest";
import { buildxBuildArgv } from "../../src/engine/buildxEngine.ts";
import type { BuildContext } from "../../src/engine/engine.ts";
import {
  committedImages,
  podmanBuildArgv,
  podmanPullArgv,
  podmanPushArgv,
} from "../../src/engine/podmanEngine.ts";

const CONTEXT: BuildContext = {
  dir: "/work/cell",
  base: { kind: "layout", dir: "/images", digest: "sha256:aa", tag: "base" },
  secrets: { ca: "/tmp/s/ca" },
  buildArgs: { NAME: "a 'b' $c" },
  epoch: 1_700_000_000,
};

describe("podman", () => {
  test("builds one stage as one layer, values as they are, on the base that is in its storage", () => {
    expect(
      podmanBuildArgv(["podman"], {
        context: CONTEXT,
        base: "0123",
        stage: "system",
        layers: false,
        idFile: "/w/id",
      }),
    ).toEqual([
      "podman",
      "build",
      "--format=oci",
      "--layers=false",
      "--network=host",
      "--target=system",
      "--secret",
      "id=ca,src=/tmp/s/ca",
      "--build-arg",
      "NAME=a 'b' $c",
      "--build-arg",
      "SOURCE_DATE_EPOCH=1700000000",
      "--build-arg",
      "BASE=0123",
      "--iidfile=/w/id",
      "--file",
      "/work/cell/Containerfile",
      "/work/cell",
    ]);
  });

  test("never lets a build argument of the request name another base", () => {
    const argv = podmanBuildArgv(["podman"], {
      context: { ...CONTEXT, buildArgs: { BASE: "evil" } },
      base: "0123",
      layers: true,
      idFile: "/w/id",
    });
    expect(argv.filter((argument) => argument.startsWith("BASE="))).toEqual(["BASE=0123"]);
  });

  test.each([
    [false, ["podman", "pull", "--quiet", "r/x@sha256:aa"]],
    [true, ["podman", "pull", "--quiet", "--tls-verify=false", "r/x@sha256:aa"]],
  ])("pulls (insecure: %s)", (insecure, argv) => {
    expect(podmanPullArgv(["podman"], "r/x@sha256:aa", insecure)).toEqual(argv);
  });

  test("writes its result as OCI into a folder named relative to where it runs", () => {
    expect(podmanPushArgv(["podman", "--log-level=error"], "0123", "result")).toEqual(
      "podman --log-level=error push --quiet --format=oci 0123 oci:result:result".split(" "),
    );
  });

  test("is asked to remove what a build committed, the last first, and nothing that a cache gave", () => {
    const id = "0c6ff33c8c18e71733258bab1f9eb9e5204b7b3e580066260aaafc5832bafa14";
    const cached = "4a50496a658f4a7102773b157faf2b78e490d49d3dd6e2d6bff71006aec6604d";
    const output = `STEP 1/3: FROM x\n--> Using cache ${cached}\n--> 4a50496a658\nSTEP 2/3: RUN b\n--> bb138f7ab6a\n--> cf2039960ff9\nSTEP 3/3: CMD c\nCOMMIT\n--> 0c6ff33c8c1\n${id}\n`;
    expect(committedImages(output)).toEqual(["0c6ff33c8c1", "cf2039960ff", "bb138f7ab6a"]);
    expect(committedImages("STEP 1/1: FROM x\nsay 0123456789ab\n")).toEqual([]);
  });
});

describe("buildx", () => {
  test("reads the base from a layout by digest and writes a layout, without attestations", () => {
    const view = { dir: "/w/view", digest: "sha256:bb" };
    expect(
      buildxBuildArgv(["docker", "buildx"], {
        context: CONTEXT,
        view,
        stage: "system",
        result: "/w/result",
        hostNetwork: false,
      }),
    ).toEqual([
      "docker",
      "buildx",
      "build",
      "--progress=plain",
      "--provenance=false",
      "--sbom=false",
      "--target=system",
      "--secret",
      "id=ca,src=/tmp/s/ca",
      "--build-arg=NAME=a 'b' $c",
      "--build-arg=SOURCE_DATE_EPOCH=1700000000",
      "--build-context=base=oci-layout:///w/view@sha256:bb",
      "--build-arg=BASE=base",
      "--output=type=oci,tar=false,compression=uncompressed,dest=/w/result",
      "--file",
      "/work/cell/Containerfile",
      "/work/cell",
    ]);
  });

  test("lets BuildKit pull a base that stands in a registry, by digest alone", () => {
    const context: BuildContext = {
      ...CONTEXT,
      base: {
        kind: "registry",
        reference: `docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04@sha256:${"a".repeat(64)}`,
        insecure: false,
      },
    };
    const argv = buildxBuildArgv(["docker", "buildx"], {
      context,
      result: "/w/result",
      hostNetwork: false,
    });
    expect(argv).toContain(`--build-arg=BASE=docker.io/nvidia/cuda@sha256:${"a".repeat(64)}`);
    expect(argv.some((argument) => argument.startsWith("--build-context"))).toBe(false);
  });

  test("quotes what it reads as CSV", () => {
    const context = { ...CONTEXT, secrets: { ca: '/tmp/a,"b"/ca' } };
    expect(
      buildxBuildArgv(["docker", "buildx"], { context, result: "/w,x/r", hostNetwork: true }),
    ).toEqual(
      expect.arrayContaining([
        'id=ca,"src=/tmp/a,""b""/ca"',
        '--output=type=oci,tar=false,"dest=/w,x/r"',
        "--network=host",
        "--allow=network.host",
      ]),
    );
  });
});
