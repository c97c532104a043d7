import type { FindingCode } from "../errors/codes.ts";
const BUILD = "Build it from the Containerfile that this writes: dl-env generate";
const BASE =
  "If the base brings it, choose another: dl-env plan; if a library does, leave " +
  "it out of the set in: dl-env.yml";
const RESOLVE = "Choose the wheels again: dl-env lock --update";
const MAKE = "Make it again: dl-env build";
const LAYER = "Remove it where it comes from; find the step with: podman history --no-trunc IMAGE";
const SECRET =
  "It is public for everyone who can pull the image: change the secret, and pass " +
  "the new one with --secret, or at start with: dl-env run CELL --env NAME";
const OPEN_JUPYTER =
  "Remove the setting; a token is made at the first start of: dl-env run CELL jupyter";
const PASSWORD =
  "Set the field to * in /etc/shadow, for example in a step of the " +
  "Containerfile: usermod --password '*' USER";

/** Code of a finding -> what to do, ending in something to type. */
const HINTS: Readonly<Partial<Record<FindingCode, string>>> = {
  "allow-origin": OPEN_JUPYTER,
  "authorized-key": "Remove the file; keys are mounted at start: dl-env run CELL ssh",
  "compat-first": "Remove the folder from LD_LIBRARY_PATH and from: /etc/ld.so.conf.d",
  "damaged-library": MAKE,
  "dev-ids": BUILD,
  "dev-locked": "Set the user's field to * in /etc/shadow: usermod --password '*' dev",
  "driver-library": BASE,
  "empty-password": PASSWORD,
  "empty-token": OPEN_JUPYTER,
  entrypoint: "Leave ENTRYPOINT as it is written by: dl-env generate",
  "environment-dump":
    "Remove the file and the line that writes it, change the secrets in it, then: dl-env build",
  "fixed-password": PASSWORD,
  "fixed-token": OPEN_JUPYTER,
  "gpu-not-covered": "See which cell serves this GPU: dl-env pick --gpu NAME",
  "group-writable": "Remove the permission where the file comes from: chmod g-w",
  home: "Home belongs to its user and group 0: chown 1000:0 /home/dev && chmod 0775 /home/dev",
  "host-key": "Remove the keys in the step that installs sshd: rm -f /etc/ssh/ssh_host_*",
  "keys-folder": "Make it for group 0 only: install -d -m 0770 /etc/ssh/keys",
  "label-cuda": MAKE,
  "label-wheel-cuda": MAKE,
  "ld-preload": "Remove LD_PRELOAD and the file, or choose another base: dl-env plan",
  "licence-list":
    "Write it again at the end of the build: dl-env-check --licences --json > " +
    "/usr/local/lib/dl-env/licences.json",
  locale: "Leave LANG as it is written by: dl-env generate",
  "missing-library":
    "Name the apt package that has it: apt: { packages: [libgl1] }; where only an optional part " +
    "looks for it, say so in its library.yml: may-lack: [libnvinfer*]",
  "no-cmd": 'Set one at the end of the Containerfile: CMD ["shell"]',
  "no-dev": BUILD,
  "no-xsrf": OPEN_JUPYTER,
  "nopasswd-sudo": "Remove the rule, or ask for sudo in dl-env.yml: sudo: true",
  "nvidia-env": "Leave what the base sets as it is, or choose another: dl-env plan",
  "other-cuda": RESOLVE,
  owner: "Make root its owner where it comes from: chown 0:0",
  "path-order": "Leave PATH as it is written by: dl-env generate",
  path: "Leave PATH as it is written by: dl-env generate",
  "root-user": "End the Containerfile with: USER 1000:0",
  "second-root": "Remove the user where it comes from: userdel",
  "secret-in-env": SECRET,
  "secret-in-file": SECRET,
  "secret-in-label": SECRET,
  "secret-in-history": SECRET,
  setuid: "Remove the permission where the file comes from: chmod u-s,g-s",
  "sshd-settings": "Leave /usr/local/lib/dl-env/sshd_config as it is: dl-env build",
  "sudo-unasked": "Remove sudo, or ask for it in dl-env.yml: sudo: true",
  "time-zone": "Leave TZ as it is written by: dl-env generate",
  "tool-missing": BUILD,
  "torch-cpu": RESOLVE,
  "torch-cuda": RESOLVE,
  "torch-missing": MAKE,
  "venv-mode": "Never chown or chmod /opt/venv; make it again: dl-env build",
  "wheel-shadowed": "Leave LD_LIBRARY_PATH as it is written by: dl-env generate",
  "world-writable": "Remove the permission where the file comes from: chmod o-w",
};

/** What to do about a finding. */
export const hintFor = (code: FindingCode): string => HINTS[code] ?? LAYER;
