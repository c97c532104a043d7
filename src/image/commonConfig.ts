import type { ImageConfig } from "./recipe.ts";
import { DEFAULT_USER, type ImageUser } from "../matrix/imageUser.ts";

/** nvidia/cuda's own PATH with the environment's programs before it. */
const PATH =
  "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/opt/venv/bin";

/**
 * Wheels find their CUDA by themselves, and the base's CUDA must not come before it. The two
 * folders that stay hold nothing but the driver where a cluster mounts it there (GKE does).
 */
const LIBRARIES = "/usr/local/nvidia/lib:/usr/local/nvidia/lib64";

const ENV: ImageConfig["env"] = {
  LANG: "C.UTF-8",
  LD_LIBRARY_PATH: LIBRARIES,
  // Written where the font is installed; one of the user's own comes before it (image/rootfs).
  MATPLOTLIBRC: "/etc/matplotlibrc",
  PATH,
  TZ: "UTC",
  // uv's cache may lie on another file system than /opt/venv, and links into a volume would break
  // with it.
  UV_LINK_MODE: "copy",
  VIRTUAL_ENV: "/opt/venv",
};

/**
 * tini takes care of signals and of processes that lost their parent; `shell` means: bash, if no
 * service is requested.
 */
const ENTRYPOINT = ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"];

/**
 * Numbers, because Kubernetes looks up no name. A user with another primary group is in group 0 by
 * /etc/group, which engines read only where the config names no group.
 */
export const configUser = ({ uid, gid }: ImageUser): string => (gid === 0 ? `${uid}:0` : `${uid}`);

/** What an image's config says beyond its base's and its labels: the same for every image. */
export const COMMON_CONFIG: Omit<ImageConfig, "labels"> = {
  env: ENV,
  // A Containerfile can set a variable again but not remove it, so nothing is dropped: both ways
  // give the same environment.
  dropEnv: [],
  entrypoint: ENTRYPOINT,
  cmd: ["shell"],
  user: configUser(DEFAULT_USER),
  workdir: DEFAULT_USER.home,
  exposed: [],
};
