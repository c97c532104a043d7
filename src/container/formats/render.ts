import type { HostCatalog } from "../../host/hostCatalog.ts";
import { renderCommand } from "../runCommandLine.ts";
import { renderCompose } from "./compose.ts";
import { renderDevcontainer } from "./devcontainer.ts";
import type { RunEngine } from "../runEngine.ts";
import { renderKube } from "./kube.ts";
import type { Format } from "../runRequest.ts";
import { renderQuadlet } from "./quadlet.ts";
import type { RunSpec } from "../runSpec.ts";

export interface RenderContext {
  readonly spec: RunSpec;
  readonly catalog: HostCatalog;
  readonly keys?: string;
  /** When podman was asked for by name: kube YAML for it alone. */
  readonly podman?: RunEngine;
}

/** The engine whose habits a format follows. */
export const engineOf = (
  format: Format,
  asked: "docker" | "podman" | undefined,
): "docker" | "podman" => {
  switch (format) {
    case "docker":
    case "devcontainer":
      return "docker";
    case "podman":
    case "quadlet":
    case "kube":
      return "podman";
    case "compose":
      return asked ?? "docker";
  }
};

/** A run as text, ending in a newline. */
export const render = (format: Format, context: RenderContext): string => {
  switch (format) {
    case "docker":
    case "podman":
      return renderCommand(context.spec, { name: format });
    case "compose":
      // podman may run without root, and then may not raise a limit; compose has no word for "as
      // high as may be".
      return renderCompose(
        context.podman === undefined ? context.spec : { ...context.spec, ulimits: [] },
      );
    case "kube":
      return renderKube(context);
    case "devcontainer":
      return renderDevcontainer(context.spec);
    case "quadlet":
      return renderQuadlet(context.spec);
  }
};
