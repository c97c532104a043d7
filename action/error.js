// src/errors/codes/requestCodes.ts
const requestCodes = {
	title: "Your request",
	intro: "dl-env.yml and the names in it. Nothing was done yet.",
	codes: {
		"file-system": {
			exit: 3,
			title: "The file system refused: a folder where a file is needed, no right to write, no room.",
			fix: "`ls -ld` the path in the message"
		},
		"no-request": {
			exit: 2,
			title: "There is no dl-env.yml at the expected path.",
			fix: "Write one, or name it: `--file PATH`"
		},
		"link-out": {
			exit: 2,
			title: "In a workflow, a link in the repository points outside it.",
			fix: "Put the file itself there, or name where it is"
		},
		"request-too-large": {
			exit: 2,
			title: "The file is too large for a dl-env.yml.",
			fix: "Name the right file: `--file PATH`"
		},
		"not-utf8": {
			exit: 2,
			title: "A line of the file is not UTF-8 text.",
			fix: "`file PATH` shows its encoding; save it as UTF-8"
		},
		"no-cells": {
			exit: 2,
			title: "`exclude` removes every cell of the matrix.",
			fix: "Name fewer cells under `exclude`"
		},
		"matches-nothing": {
			title: "A line under `exclude`, `include`, `default` or `sets` has no effect: no cell matches it.",
			fix: "Use the value that the hint proposes, or remove the line"
		},
		"unused-mirror": {
			title: "dl-env never contacts the host on the left side of this mirror.",
			fix: "Use the host that the hint proposes"
		},
		"near-library": {
			title: "A package has nearly the name of a library.",
			fix: "Write the library's name, or leave it where the package is meant"
		},
		"unused-pin": {
			title: "No cell has the package of this pin.",
			fix: "Use the name that the hint proposes, or remove the line"
		},
		"yaml-syntax": {
			exit: 2,
			title: "The file is not YAML.",
			fix: "Look at the line named in the message: indentation, colons, quotes"
		},
		"tag-too-long": {
			exit: 2,
			title: "A cell's tag would be longer than registries allow.",
			fix: "Give the set a shorter name"
		},
		"unknown-key": {
			exit: 2,
			title: "A key that dl-env.yml or the catalog does not have.",
			fix: "Use the spelling that the message proposes"
		},
		"missing-key": {
			exit: 2,
			title: "A required key is missing.",
			fix: "Add it; the message shows what is allowed"
		},
		"wrong-value": {
			exit: 2,
			title: "A value of the wrong kind.",
			fix: "Write what the message expects there"
		},
		"unknown-name": {
			exit: 2,
			title: "A name that the catalog does not have.",
			fix: "Use one of the names in the message"
		},
		"unknown-ubuntu": {
			exit: 2,
			title: "An Ubuntu release that the catalog does not have.",
			fix: "Use one of the names in the message"
		},
		"unknown-flavor": {
			exit: 2,
			title: "A flavor that nvidia/cuda does not have.",
			fix: "Use one of the names in the message"
		},
		"unknown-set": {
			exit: 2,
			title: "A set that neither the catalog nor `sets` in dl-env.yml has.",
			fix: "Use one of the names in the message, or define it under `sets`"
		},
		"unknown-library": {
			exit: 2,
			title: "`pick` was asked for a library that the catalog does not have.",
			fix: "Use one of the names in the message, or add a folder for it: docs/adding-a-library.md"
		},
		"requirements-file": {
			exit: 2,
			title: "A file that a set names is not there, lies outside the folder, or says nothing.",
			fix: "`sets: { mine: { requirements: requirements.txt } }`, beside dl-env.yml"
		},
		"unknown-index": {
			exit: 2,
			title: "A library names a package index that the catalog does not have.",
			fix: "Add it to `matrix/indexes.yml`"
		},
		"wrong-destination": {
			exit: 2,
			title: "`to` or `store` is not a destination for images.",
			fix: "`to: oci:./images`, or `to: registry.example/team/dl-env`"
		},
		"wrong-reference": {
			exit: 2,
			title: "An image reference is invalid, or has a tag where a tag is not allowed.",
			fix: "Leave tag and digest out"
		},
		"wrong-mirror": {
			exit: 2,
			title: "A mirror, or the host that it replaces, is neither a host nor an address.",
			fix: "`mirrors: { docker.io: mirror.example }`"
		},
		"catalog-missing": {
			exit: 2,
			title: "`catalog` names a folder that is not there, or that has nothing to compare.",
			fix: "Make the folder, or remove `catalog`"
		},
		"control-character": {
			exit: 2,
			title: "A value holds a line break or another control character.",
			fix: "Remove it from dl-env.yml"
		},
		"reserved-name": {
			exit: 2,
			title: "A variable or label that dl-env or NVIDIA's runtime sets.",
			fix: "Use the key that the hint proposes, or remove the line"
		},
		"secret-in-request": {
			exit: 2,
			title: "A variable, a label or a file for images looks like a secret.",
			fix: "Remove it, and give it where the image runs: `dl-env run CELL --env NAME`"
		},
		"own-file": {
			exit: 2,
			title: "A file that `files` names cannot go into images: it is not there, leaves the folder, or has a place that is taken.",
			fix: "Use the place that the hint proposes; put the file beside dl-env.yml"
		},
		"tag-collision": {
			exit: 2,
			title: "One tag would point to two different cells.",
			fix: "Rename one of the sets"
		},
		"image-file": {
			exit: 2,
			title: "A file under `image/` is not plain UTF-8 text.",
			fix: "Look at it with `file PATH`"
		},
		"no-standalone-python": {
			exit: 1,
			title: "The catalog has no archive of this Python.",
			fix: "Add it to `matrix/pythons.yml`, or use another Python"
		},
		"too-many-layers": {
			exit: 1,
			title: "The image would have more layers than Docker allows.",
			fix: "Use a smaller set, or `dl-env build --build engine`"
		}
	}
};
// src/errors/codes/commandCodes.ts
const commandCodes = {
	title: "Commands",
	intro: "What was typed, and what a command needs before it can begin.",
	codes: {
		"wrong-usage": {
			exit: 2,
			title: "The command line was not understood: an unknown command or option, or a missing argument.",
			fix: "`dl-env COMMAND --help`"
		},
		interrupted: {
			title: "Ctrl-C or a signal ended the run; the exit code is 130, 143 or 129, as shells give it. Finished work is kept.",
			fix: "Type the same command again"
		},
		"wrong-option": {
			exit: 2,
			title: "An option has an invalid value.",
			fix: "Use a value that the hint shows"
		},
		"request-exists": {
			exit: 2,
			title: "`init` found a dl-env.yml, and overwrites none.",
			fix: "`dl-env plan`, or another name: `dl-env init --file other.yml`"
		},
		"not-answered": {
			exit: 2,
			title: "The questions of `init` were not answered.",
			fix: "`dl-env init --to oci:./images --with torch --gpu any`"
		},
		"nothing-fits": {
			exit: 1,
			title: "`init` found no combination for these libraries and this GPU.",
			fix: "`dl-env pick --gpu GPU --with LIBRARIES` says why"
		},
		"fit-unknown": {
			exit: 3,
			title: "`init` found no combination, but not all could be asked about.",
			fix: "`dl-env pick --gpu GPU --with LIBRARIES` says what could not"
		},
		"unknown-cell": {
			exit: 2,
			title: "A cell that the plan does not have.",
			fix: "Use an id that `dl-env plan` lists"
		},
		"nothing-accepted": {
			exit: 1,
			title: "No cell is accepted, so there is nothing to do.",
			fix: "`dl-env plan` shows the reasons"
		},
		"not-accepted": {
			exit: 1,
			title: "This cell is not accepted, so nothing is written for it.",
			fix: "`dl-env plan --why CELL`"
		},
		"nothing-built": {
			exit: 1,
			title: "There is no image yet to test.",
			fix: "`dl-env build`"
		},
		"destination-unknown": {
			exit: 3,
			title: "It is not known what was built, because the destination or the base images could not be read.",
			fix: "`--stand-in`, if they were built with it; else see which one it is: `dl-env plan`"
		},
		"base-unread": {
			exit: 3,
			title: "`generate` could not read a base image, so it has no digest to write.",
			fix: "`dl-env plan` shows which; check the network, or `mirrors`"
		},
		"not-generated": {
			exit: 2,
			title: "`generate` would write over a folder that it did not write.",
			fix: "Move it away, or `--out` another folder"
		},
		"kept-broken": {
			exit: 2,
			title: "`.dl-env/built.json` beside dl-env.yml cannot be read.",
			fix: "Remove it, then `dl-env build`"
		}
	}
};
// src/errors/codes/lockCodes.ts
const lockCodes = {
	title: "Locks",
	intro: "`dl-env lock`, and the locks beside dl-env.yml.",
	codes: {
		"lock-file": {
			exit: 2,
			title: "A committed lock cannot be read.",
			fix: "`dl-env lock --update`"
		},
		"lock-changed": {
			exit: 2,
			title: "A committed lock was edited by hand, or is for other requirements.",
			fix: "`dl-env lock --update`"
		},
		requirement: {
			exit: 2,
			title: "A requirement or a Python version is not valid.",
			fix: "Write it like `torch ==2.6.0`, and the Python like `3.12`"
		},
		"apt-lock-stale": {
			exit: 1,
			title: "The apt lock no longer fits: other packages are requested, or the archive has another version or another file. In a plan it is a warning.",
			fix: "`dl-env lock --update`"
		},
		"apt-unknown": {
			exit: 2,
			title: "The distribution's archive has no such package, or not in that version.",
			fix: "Name another one, or its name without a version: `apt: { packages: [ffmpeg] }`"
		},
		"apt-lock-lacks": {
			exit: 1,
			title: "A base needs a package, or a newer one than it has, that the apt lock does not name.",
			fix: "`dl-env lock --update --cells CELL`, which asks apt in that base too"
		},
		"apt-lock-old": {
			title: "The apt lock is older than `apt.maxAge`. The build goes on with it.",
			fix: "`dl-env lock --update`, for the security fixes since"
		},
		"apt-unlocked": {
			title: "apt could not be run in a base image, so its packages are locked by name and date only, or the lock stays as it is.",
			fix: "Follow the hint, then `dl-env lock --update`"
		},
		"apt-unreachable": {
			exit: 3,
			title: "apt could not read the distribution's archive or its snapshot.",
			fix: "Name another under `mirrors`, then `dl-env build`"
		},
		"apt-replaces": {
			title: "A package of the base must be replaced, because a requested one depends on a newer version.",
			fix: "Nothing to do: the lock names it"
		},
		"apt-answer": {
			exit: 1,
			title: "apt's answer could not be read.",
			fix: "`dl-env lock --update --debug`"
		}
	}
};
// src/errors/codes/pickRequestCodes.ts
const pickRequestCodes = {
	title: "`dl-env pick`",
	intro: "What `dl-env pick` was given.",
	codes: {
		"unknown-python": {
			exit: 2,
			title: "`pick` was asked for a Python that neither the catalog nor a release of Ubuntu has.",
			fix: "Use one of those in the message"
		},
		"wrong-driver": {
			exit: 2,
			title: "`pick` got an invalid driver version, or a driver that does not support the card.",
			fix: "Read it: `nvidia-smi --query-gpu=driver_version --format=csv,noheader`"
		},
		"gpu-of-another-platform": {
			exit: 2,
			title: "`pick` got a card that is in machines with an Arm processor only (Jetson, GB10, GH200, GB200), or such a machine, and images are made for linux/amd64.",
			fix: "Name a card of another machine: `dl-env pick --gpu \"RTX 4090\" --with torch`"
		},
		"no-gpu-named": {
			exit: 2,
			title: "`pick` has no card to pick for.",
			fix: "Name one: `dl-env pick --gpu \"RTX 4090\" --with torch`"
		},
		"no-libraries": {
			exit: 2,
			title: "`pick` was given no library.",
			fix: "Give some: `dl-env pick --with torch,cudf`"
		},
		"unknown-gpu": {
			exit: 2,
			title: "A GPU that the catalog does not have.",
			fix: "Name it as `nvidia-smi -L` does, or give its compute capability"
		}
	}
};
// src/errors/codes/reasonCodes.ts
const reasonCodes = {
	title: "Why a cell is rejected or unknown",
	intro: "Reasons that `dl-env plan` prints. They are results, not errors: the other cells continue. Each has its source and the nearest cell that works.",
	codes: {
		"no-base-image": {
			title: "NVIDIA never published this base, or deleted it.",
			fix: "Use the nearest cell, or another flavor"
		},
		"base-list-too-old": {
			title: "The registry's tags could not be read, and the catalog's copy is too old to rely on.",
			fix: "`mirrors: { docker.io: … }`, or try again with a network"
		},
		"base-not-asked": {
			title: "A mirror lists only what it has fetched, and did not answer when asked for this base.",
			fix: "Try again once the mirror answers, or leave it out of `mirrors`"
		},
		"base-not-in-copy": {
			title: "The registry's tags could not be read, and the catalog's copy neither has this base nor all of its release.",
			fix: "Try again with a network, or see the line that the reason names"
		},
		"cuda-not-covered": {
			title: "The catalog has no facts about wheels for this CUDA.",
			fix: "Use a CUDA that the message names"
		},
		"cuda-end-of-life": {
			title: "NVIDIA ended its images of this CUDA.",
			fix: "Use a newer CUDA"
		},
		"ubuntu-end-of-life": {
			title: "This release no longer gets security updates.",
			fix: "Use a newer release"
		},
		"python-not-available": {
			title: "Neither the release nor the catalog has this Python.",
			fix: "Use one that the message lists"
		},
		"python-pre-release": {
			title: "The release has this Python only as a pre-release.",
			fix: "Use another Python; the catalog brings its own builds of most"
		},
		"library-not-available": {
			title: "The catalog has no wheels of this library for this CUDA and Python.",
			fix: "Use the nearest cell, or leave the library out"
		},
		"source-only": {
			title: "The index has a package as source code only, and images are made of wheels.",
			fix: "Build it in a step of your own (`run`) on a `devel` flavor, or leave it out"
		},
		"other-hash": {
			title: "The index's file has another sha256 than a file of requirements gives for it.",
			fix: "Find out why; if the index is right, remove the hashes or make the file again"
		},
		"left-own-index": {
			title: "A package of your own index would come from another one under the same name.",
			fix: "Put it on your index again, or remove the lock that the reason names"
		},
		"cuda-major-mismatch": {
			title: "One of your own libraries needs a package for another CUDA.",
			fix: "Add an entry for this CUDA to its library.yml"
		},
		"pin-out-of-range": {
			title: "A pin requires a version that does not work in this cell.",
			fix: "Change `pins`, or leave the cell out"
		},
		"two-cudnns": {
			title: "A cudnn flavor would bring a second cuDNN beside the wheels' own.",
			fix: "Use the flavor without cudnn"
		},
		offline: {
			title: "The packages were not resolved: `--offline`.",
			fix: "`dl-env lock` once with a network"
		},
		"not-asked": {
			title: "The package index was not queried for this cell.",
			fix: "`dl-env plan`"
		},
		"index-unreachable": {
			exit: 3,
			title: "A package index could not be queried; the cell is unknown, not rejected.",
			fix: "Check the network and `mirrors`, then again"
		},
		"package-missing": {
			title: "The index has no package of this name.",
			fix: "Check the name in the library's folder or in `pins`"
		},
		"version-missing": {
			title: "The index has no such version.",
			fix: "Change `pins`"
		},
		"no-build-for-cuda": {
			title: "The package has no build for this CUDA.",
			fix: "Use the nearest cell"
		},
		"no-build-for-python": {
			title: "The package has no build for this Python.",
			fix: "Use the nearest cell"
		},
		"no-build-for-platform": {
			title: "The package has no build for this platform or glibc.",
			fix: "Use the nearest cell, or leave the library out"
		},
		"no-wheels": {
			title: "The package has no wheels that fit.",
			fix: "Use the nearest cell, or leave the library out"
		},
		"packages-disagree": {
			title: "Two packages want versions of a third that exclude each other.",
			fix: "`dl-env plan --why CELL` shows the full chain"
		},
		"asked-twice": {
			title: "One package is required in two versions at once.",
			fix: "Change `pins`, or one of the sets"
		},
		"wheel-of-another-cuda": {
			title: "The resolver's answer holds a wheel of another CUDA.",
			fix: "Use the nearest cell"
		},
		"torch-without-cuda": {
			title: "The resolver took a PyTorch that is built for another CUDA or none.",
			fix: "Use the nearest cell"
		},
		"two-cudnn": {
			title: "The answer holds two cuDNN, and a process loads only one.",
			fix: "Change `pins`, or leave a library out"
		},
		"wheel-does-not-fit": {
			title: "The answer holds a wheel for another Python or platform.",
			fix: "Report it; meanwhile change `pins`"
		},
		"placeholder-release": {
			title: "The answer holds an empty placeholder instead of real wheels.",
			fix: "Use the nearest cell"
		},
		"resolver-failed": {
			title: "uv failed without a result.",
			fix: "`dl-env plan --debug`"
		}
	}
};
// src/errors/codes/noteCodes.ts
const noteCodes = {
	title: "Notes on accepted cells",
	intro: "The cell is accepted; this is worth knowing anyway.",
	codes: {
		"library-ended": {
			title: "A library of the cell gets no more releases.",
			fix: "Plan to leave it out"
		},
		"wheels-of-older-cuda": {
			title: "The wheels are built for an older CUDA than the base has.",
			fix: "Nothing to do: both are on the label, and the driver is checked for both"
		},
		"not-measured": {
			title: "Which GPUs these wheels run on has not been measured.",
			fix: "`dl-env smoke` on your GPU shows it"
		},
		"nothing-for-gpu": {
			title: "A proof from a GPU is asked for, and nothing in the cell's set uses one.",
			fix: "Nothing where that is meant: write `smoke: { require: cpu }`; else add a library that uses a GPU to the set, such as cupy"
		},
		"index-not-asked": {
			title: "An index that may have newer builds for this CUDA could not be queried.",
			fix: "`mirrors` in dl-env.yml for that index, or again with a network"
		},
		"index-changed": {
			title: "Packages come from another index than in the committed locks.",
			fix: "Nothing where that is meant; else leave the index out of dl-env.yml"
		},
		"older-release": {
			title: "A library is older in this cell than it would be alone.",
			fix: "A set without the library that holds it back, or nothing where both are needed"
		},
		"pre-release": {
			title: "The lock holds pre-releases of some packages.",
			fix: "Nothing where their makers have no final release; else pin one: `pins`"
		},
		"pin-holds-nothing": {
			title: "A pin names a package that is not in this cell.",
			fix: "Nothing where other cells have it; else use the package's name in this cell"
		},
		"gpu-limited": {
			title: "Some libraries of the cell run on fewer GPUs than the others.",
			fix: "`dl-env pick` with your GPU"
		}
	}
};
// src/errors/codes/hostFitCodes.ts
const hostFitCodes = {
	title: "Whether an image runs on a host",
	intro: "Answers of `dl-env pick`.",
	codes: {
		"no-code-for-gpu": {
			title: "A wheel has no machine code or PTX for this GPU.",
			fix: "Use a cell with another CUDA: `dl-env pick` names it"
		},
		"driver-too-old": {
			title: "The host's driver is older than the cell needs.",
			fix: "Upgrade the driver (`dl-env doctor` says how), or use an older CUDA"
		},
		"driver-not-whole": {
			title: "The driver was named without its patch number, and that decides.",
			fix: "Give the whole version: `nvidia-smi --query-gpu=driver_version --format=csv,noheader`"
		},
		"cudnn-without-gpu": {
			title: "This cuDNN does not support the GPU.",
			fix: "Use a cell with an older cuDNN"
		}
	}
};
// src/errors/codes/packageIndexCodes.ts
const packageIndexCodes = {
	title: "Package index and resolver",
	intro: "The package index or uv did not answer as expected.",
	codes: {
		"no-uv": {
			exit: 3,
			title: "uv is not installed and could not be installed.",
			fix: "Install it as the hint says"
		},
		"no-python": {
			exit: 3,
			title: "uv found no Python to work with.",
			fix: "`apt-get install -y python3`"
		},
		"no-compiler": {
			exit: 3,
			title: "There is no Python of an image's version here to compile its modules with.",
			fix: "`apt-get install -y python3.12`, a mirror of github.com, or `bytecode: false`"
		},
		"not-compiled": {
			exit: 1,
			title: "Python's compiler broke on a wheel.",
			fix: "`bytecode: false` in dl-env.yml"
		},
		"resolver-answer": {
			exit: 1,
			title: "uv's output could not be parsed.",
			fix: "`dl-env plan --debug`, and check uv's version"
		},
		"path-too-long": {
			exit: 3,
			title: "The path of the folder for temporary files is too long for uv.",
			fix: "`export TMPDIR=/tmp`"
		},
		"wheel-gone": {
			exit: 1,
			title: "A locked wheel is no longer on the index.",
			fix: "`dl-env lock --update`"
		},
		"wheel-hash": {
			exit: 1,
			title: "A wheel is not the one that was locked.",
			fix: "Find out why; if the index is right, `dl-env lock --update`"
		},
		"wheel-install": {
			exit: 1,
			title: "A wheel could not be unpacked.",
			fix: "See uv's own message with `--debug`, then `dl-env build`"
		},
		"download-failed": {
			exit: 3,
			title: "An archive could not be fetched.",
			fix: "Try again, or name a mirror under `mirrors`"
		},
		"too-many-redirects": {
			exit: 3,
			title: "An address redirects without end.",
			fix: "Name a mirror under `mirrors`"
		},
		"archive-hash": {
			exit: 1,
			title: "An archive is not the one in the catalog.",
			fix: "Check the mirror and `matrix/pythons.yml`"
		},
		network: {
			exit: 3,
			title: "The server did not answer.",
			fix: "Check the connection with the hint's curl, and HTTPS_PROXY"
		}
	}
};
// src/errors/codes/layerCodes.ts
const layerCodes = {
	title: "Layers and disk",
	intro: "While layers are made.",
	codes: {
		"disk-full": {
			exit: 3,
			title: "A disk is full; no partial file was kept.",
			fix: "`df -h`, make room, then the same command again"
		},
		"lock-held": {
			exit: 3,
			title: "Another process works on this and does not let go of it.",
			fix: "The message says who and since when; if it is gone: `rm` the lock that the hint names"
		},
		"path-conflict": {
			exit: 1,
			title: "Two wheels have the same path with different content.",
			fix: "State under `laid-last` in `matrix/image.yml` which one wins"
		},
		"own-file-changed": {
			exit: 1,
			title: "A file that dl-env.yml names changed while its layer was made.",
			fix: "`dl-env build` again, once nobody writes there"
		},
		"layer-path": {
			exit: 1,
			title: "A path cannot be in a layer.",
			fix: "`dl-env plan --json` shows the layer; report the wheel"
		},
		"layer-entry": {
			exit: 1,
			title: "A wheel or an archive holds a device, a pipe or a socket.",
			fix: "`dl-env lock --update`, or report the wheel"
		},
		"no-such-layer": {
			exit: 1,
			title: "The store does not have this layer.",
			fix: "Use a tag that `dl-env plan --json` lists"
		},
		"bad-tar": {
			exit: 1,
			title: "An archive is damaged.",
			fix: "Fetch it again: `dl-env build`"
		},
		"archive-limit": {
			exit: 1,
			title: "An archive, a layer or a wheel is larger than dl-env reads.",
			fix: "Check where it comes from; `src/layer/archiveLimits.ts` lists the bounds"
		},
		"layer-missing": {
			exit: 1,
			title: "A layer that should be in the store is missing.",
			fix: "`dl-env build`"
		}
	}
};
// src/errors/codes/registryCodes.ts
const registryCodes = {
	title: "Registries and layouts",
	intro: "The message quotes the registry.",
	codes: {
		"registry-denied": {
			exit: 3,
			title: "The registry does not allow this.",
			fix: "Log in with an account that may: docker login HOST"
		},
		"login-refused": {
			exit: 3,
			title: "The credentials are not accepted.",
			fix: "Log in with an account that may: docker login HOST"
		},
		"no-token": {
			exit: 3,
			title: "The registry's token service gave no token.",
			fix: "Log in with an account that may: docker login HOST"
		},
		"registry-limit": {
			exit: 3,
			title: "The registry limits the number of requests.",
			fix: "Wait, or log in: the limit is then higher"
		},
		"registry-full": {
			exit: 3,
			title: "The registry has no room left.",
			fix: "Make room there; `dl-env store prune` shows what nothing needs"
		},
		"registry-unknown": {
			exit: 3,
			title: "The registry has no such repository, or hides it.",
			fix: "Check the name in `to`, and log in"
		},
		"registry-refused": {
			exit: 3,
			title: "The registry refused for another reason.",
			fix: "Read its message; the hint shows how to look at it"
		},
		"registry-broken": {
			exit: 3,
			title: "The registry reports an internal fault.",
			fix: "Try again later"
		},
		"registry-down": {
			exit: 3,
			title: "Requests to this server failed in a row, so it is not asked any more.",
			fix: "Type the command again once it answers; what is done stays"
		},
		"types-refused": {
			exit: 3,
			title: "The registry takes no artifacts of our types, so no report can be stored there.",
			fix: "Allow the types in the registry, or use another one in `to`"
		},
		"tag-immutable": {
			exit: 3,
			title: "A rule of the registry keeps a tag from moving that has to move.",
			fix: "Except it from the rule of immutability; docs/registries.md has the rules to write"
		},
		"registry-nonsense": {
			exit: 3,
			title: "The response does not follow the registry protocol.",
			fix: "Look at it with the hint's curl: a proxy or a login page may stand in between"
		},
		"tags-without-end": {
			exit: 3,
			title: "The list of tags never ends, or is larger than dl-env reads; no part of it is used.",
			fix: "Look at it with the hint's curl"
		},
		"bad-redirect": {
			exit: 3,
			title: "The registry redirects to an address that is not safe to follow.",
			fix: "Look at its answer with the hint's curl"
		},
		"unsafe-realm": {
			exit: 3,
			title: "The registry asks for credentials to be sent to an address that is not safe.",
			fix: "Look at its answer; do not log in there"
		},
		"wrong-auth-file": {
			exit: 2,
			title: "The file with credentials cannot be read.",
			fix: "Move it away and log in again"
		},
		"credential-helper-failed": {
			exit: 3,
			title: "The credential helper failed.",
			fix: "Run it yourself with the hint's command"
		},
		"base-missing": {
			exit: 3,
			title: "The registry does not have this base, or not for this platform.",
			fix: "`dl-env plan` shows which ones exist"
		},
		"base-broken": {
			exit: 1,
			title: "The base's manifest and config do not fit together.",
			fix: "Use another base; report it to whoever pushes it"
		},
		"too-large": {
			exit: 3,
			title: "Something is larger than allowed.",
			fix: "Check which server answers there"
		},
		"too-slow": {
			exit: 3,
			title: "An answer was not complete in time, or a blob made too little progress.",
			fix: "Check the connection, or use a mirror, then try again"
		},
		"unencrypted-login": {
			exit: 3,
			title: "A registry over http asks for a login; credentials are sent over https only.",
			fix: "Use https for it in dl-env.yml"
		},
		"digest-mismatch": {
			exit: 3,
			title: "The content of a registry or layout does not match its digest.",
			fix: "`dl-env build` makes it again; look for a proxy that changes content"
		},
		"blob-missing": {
			exit: 3,
			title: "A layout lacks a blob that it refers to.",
			fix: "`dl-env build`"
		},
		"not-a-layout": {
			exit: 2,
			title: "The folder is not an image layout, or one of an unknown version.",
			fix: "Use another folder: `to: oci:./images`"
		},
		"layout-broken": {
			exit: 3,
			title: "The layout's index cannot be read.",
			fix: "Start a new folder beside it, as the hint says"
		},
		"layout-denied": {
			exit: 2,
			title: "This user may not read or write the layout.",
			fix: "`ls -ld DIR`; another user may have run dl-env there before"
		},
		"not-a-layer": {
			exit: 1,
			title: "A tag that is reserved for a layer holds something else.",
			fix: "Give layers their own repository: `store`"
		},
		"image-missing": {
			exit: 3,
			title: "The destination does not have this image.",
			fix: "`dl-env build`"
		}
	}
};
// src/errors/codes/engineCodes.ts
const engineCodes = {
	title: "Engines",
	intro: "buildx and podman.",
	codes: {
		"no-engine": {
			exit: 3,
			title: "No engine on this host can build.",
			fix: "Install podman as the hint says, or repair what is there: `dl-env doctor --for build`"
		},
		"engine-unusable": {
			exit: 3,
			title: "The requested engine cannot be used.",
			fix: "`engine: auto`, or repair it as the hint says"
		},
		"engine-failed": {
			exit: 1,
			title: "The engine ended with an error.",
			fix: "Type the hint's command to see its whole output"
		},
		"engine-other-base": {
			exit: 1,
			title: "The image that the engine built does not have the requested base.",
			fix: "`dl-env generate`, and leave the first lines of the Containerfile alone"
		},
		"no-runtime": {
			exit: 3,
			title: "No container can be run on this host.",
			fix: "`dl-env doctor`"
		},
		"load-failed": {
			exit: 1,
			title: "The engine did not load an image.",
			fix: "`podman info` or `docker info`: disk, version, rights"
		},
		"install-failed": {
			exit: 3,
			title: "apt could not install what is missing.",
			fix: "Type the hint's apt-get line to see why"
		},
		"program-missing": {
			exit: 3,
			title: "A program is not installed.",
			fix: "Install it, then `command -v PROGRAM`"
		},
		"stand-in-failed": {
			exit: 3,
			title: "The stand-in for nvidia/cuda could not be made.",
			fix: "`apt-get update` must work"
		}
	}
};
// src/errors/codes/smokeCodes.ts
const smokeCodes = {
	title: "Tests of an image",
	intro: "`dl-env smoke`.",
	codes: {
		"container-start": {
			exit: 1,
			title: "The image did not start.",
			fix: "Run it by hand as the hint says"
		},
		"host-gpu": {
			exit: 3,
			title: "The host cannot give the container a GPU.",
			fix: "`dl-env doctor`"
		},
		"smoke-timeout": {
			exit: 1,
			title: "The probes did not end in time.",
			fix: "Run one alone, as the hint says"
		},
		"probe-output": {
			exit: 1,
			title: "dl-env-check did not answer as expected.",
			fix: "Run it in the image and read what it prints"
		}
	}
};
// src/errors/codes/probeCodes.ts
const probeCodes = {
	title: "What a test found",
	intro: "Reasons within a report of `dl-env smoke`.",
	codes: {
		"wrong-result": {
			title: "The GPU's result differs from the CPU's.",
			fix: "The image is broken: do not publish it; report the library"
		},
		"cpu-build": {
			title: "A build without CUDA is installed.",
			fix: "Change `pins`, or `dl-env lock --update`"
		},
		"no-kernel-image": {
			title: "The image has no machine code for this GPU.",
			fix: "`dl-env pick` names a cell that has"
		},
		ptx: {
			title: "The image's PTX is newer than the driver can compile.",
			fix: "Upgrade the driver, or use an older CUDA"
		},
		"cudnn-mixed": {
			title: "Two versions of cuDNN are mixed.",
			fix: "Use the flavor without cudnn"
		},
		"cuda-mixed": {
			title: "Wheels for different CUDA versions are mixed.",
			fix: "`dl-env lock --update`"
		},
		compat: {
			title: "The image's compat libraries were loaded instead of the driver's.",
			fix: "Remove `/usr/local/cuda/compat` from LD_LIBRARY_PATH"
		},
		"missing-library": {
			title: "A shared library is not in the image.",
			fix: "Report the library; meanwhile leave it out"
		},
		"damaged-library": {
			title: "A shared library is damaged or does not fit.",
			fix: "`dl-env build` after removing the layer; else report it"
		},
		"missing-package": {
			title: "A Python package is missing or of another version.",
			fix: "`dl-env lock --update`"
		},
		"no-driver": {
			title: "There is no NVIDIA driver on this host.",
			fix: "`dl-env doctor`"
		},
		"no-gpu": {
			title: "No GPU is seen.",
			fix: "`dl-env doctor`, and look at NVIDIA_VISIBLE_DEVICES"
		},
		"driver-mismatch": {
			title: "The driver was changed without a reboot.",
			fix: "Reboot the host"
		},
		"not-ready": {
			title: "The driver waits for a service of the host, such as the fabric manager.",
			fix: "`systemctl status nvidia-fabricmanager`"
		},
		"no-permission": {
			title: "Access to the GPU is refused, often by SELinux.",
			fix: "`--security-opt label=disable`; `dl-env run` does it by itself"
		},
		"lost-device": {
			title: "The container lost the GPU after a `systemctl daemon-reload`.",
			fix: "Start it again; use CDI to keep it: `dl-env doctor`"
		},
		"gpu-busy": {
			title: "Another program has exclusive use of the GPU.",
			fix: "`nvidia-smi` shows by whom"
		},
		"gpu-full": {
			title: "Other programs use the GPU's memory.",
			fix: "`nvidia-smi` shows by whom"
		},
		"no-toolkit": {
			title: "The engine cannot give containers GPUs.",
			fix: "`dl-env doctor`"
		}
	}
};
// src/errors/codes/checkedContentCodes.ts
const checkedContentCodes = {
	title: "Static checks: start and content",
	intro: "",
	codes: {
		"layer-differs": {
			exit: 1,
			title: "A layer's content is not what the image's config names.",
			fix: "`dl-env build`; look at the storage behind it"
		},
		entrypoint: {
			exit: 1,
			title: "The entrypoint is not dl-env's, or cannot be run.",
			fix: "Leave ENTRYPOINT alone; put your start into the command"
		},
		"no-cmd": {
			exit: 1,
			title: "The image has no command.",
			fix: "Set one: `CMD [\"shell\"]`"
		},
		path: {
			exit: 1,
			title: "PATH lacks /opt/venv/bin, or PATH or LD_LIBRARY_PATH holds the current folder.",
			fix: "Leave PATH as `dl-env generate` writes it, and no `.`"
		},
		"path-order": {
			exit: 1,
			title: "dev may write a folder that root's programs or libraries are looked up in first.",
			fix: "Leave PATH as `dl-env generate` writes it: the system's programs before /opt/venv/bin"
		},
		"licence-list": {
			exit: 1,
			title: "The image does not list its wheels with their licences.",
			fix: "`dl-env build`; after `uv pip install` in your own Containerfile, the hint's line"
		},
		"tool-missing": {
			exit: 1,
			title: "A program that every image has is missing, or /opt/venv is not a virtual environment.",
			fix: "Build from the Containerfile that dl-env writes"
		},
		locale: {
			exit: 1,
			title: "The image's locale is not UTF-8.",
			fix: "Leave LANG and LC_ALL alone"
		},
		"time-zone": {
			exit: 1,
			title: "TZ is unset, or there is no list of time zones.",
			fix: "Leave TZ alone; keep the package tzdata"
		}
	}
};
// src/errors/codes/checkedAccountCodes.ts
const checkedAccountCodes = {
	title: "Static checks: users and permissions",
	intro: "",
	codes: {
		"empty-password": {
			exit: 1,
			title: "A user has an empty password.",
			fix: "Lock it: `*` in /etc/shadow"
		},
		"fixed-password": {
			exit: 1,
			title: "A password is the same in every container.",
			fix: "Remove it; log in by key or token"
		},
		"dev-ids": {
			exit: 1,
			title: "The image's user has other numbers than it should: dev 1000:0, or those of `user`.",
			fix: "Build from the Containerfile that dl-env writes"
		},
		"dev-locked": {
			exit: 1,
			title: "sshd would refuse the image's user.",
			fix: "Its field in /etc/shadow must be `*`"
		},
		"no-dev": {
			exit: 1,
			title: "The image lacks its user: dev, or that of `user`.",
			fix: "Build from the Containerfile that dl-env writes"
		},
		"second-root": {
			exit: 1,
			title: "A second user has uid 0.",
			fix: "Remove it"
		},
		"nopasswd-sudo": {
			exit: 1,
			title: "Anyone in the container can become root.",
			fix: "Remove the rule; `sudo: true` in dl-env.yml is how to ask for sudo"
		},
		"sudo-unasked": {
			exit: 1,
			title: "sudo is installed although dl-env.yml does not ask for it.",
			fix: "Remove it, or write `sudo: true`"
		},
		"root-user": {
			exit: 1,
			title: "The image starts as root.",
			fix: "`USER 1000:0` at the end"
		},
		"group-writable": {
			exit: 1,
			title: "The image's user could change what root runs.",
			fix: "`chmod g-w`"
		},
		"world-writable": {
			exit: 1,
			title: "Everyone could change a file.",
			fix: "`chmod o-w`"
		},
		owner: {
			exit: 1,
			title: "A file outside home belongs to the image's user.",
			fix: "`chown 0:0`"
		},
		setuid: {
			exit: 1,
			title: "A program runs with another user's rights.",
			fix: "`chmod u-s,g-s`, or leave it out"
		},
		"venv-mode": {
			exit: 1,
			title: "/opt/venv is not writable for group 0, or not readable.",
			fix: "Never chown or chmod /opt/venv; `dl-env build`"
		},
		home: {
			exit: 1,
			title: "The home is not its user's, so other users could not use it.",
			fix: "Owner `UID:0` with mode 0775"
		}
	}
};
// src/errors/codes/checkedCudaCodes.ts
const checkedCudaCodes = {
	title: "Static checks: CUDA and libraries",
	intro: "",
	codes: {
		"label-cuda": {
			exit: 1,
			title: "The label and the base disagree about CUDA.",
			fix: "`dl-env build`"
		},
		"label-wheel-cuda": {
			exit: 1,
			title: "The label and the wheels disagree about CUDA.",
			fix: "`dl-env build`"
		},
		"other-cuda": {
			exit: 1,
			title: "A package belongs to another CUDA.",
			fix: "`dl-env lock --update`"
		},
		"torch-cpu": {
			exit: 1,
			title: "PyTorch is a build for the CPU.",
			fix: "`dl-env lock --update`"
		},
		"torch-cuda": {
			exit: 1,
			title: "PyTorch is built for another CUDA.",
			fix: "`dl-env lock --update`"
		},
		"torch-missing": {
			exit: 1,
			title: "PyTorch is missing.",
			fix: "`dl-env build`"
		},
		"gpu-not-covered": {
			exit: 1,
			title: "The wheels have no code for a GPU that the cell should run on.",
			fix: "Use another CUDA, or change `pins`"
		},
		"nvidia-env": {
			exit: 1,
			title: "NVIDIA_VISIBLE_DEVICES or NVIDIA_DRIVER_CAPABILITIES is wrong.",
			fix: "Do not unset what the base sets"
		},
		"compat-first": {
			exit: 1,
			title: "The image's libcuda hides the driver's.",
			fix: "Remove `/usr/local/cuda/compat` from the loader's path"
		},
		"driver-library": {
			exit: 1,
			title: "A library of the driver is part of the image.",
			fix: "Remove it; the toolkit brings the host's"
		},
		"ld-preload": {
			exit: 1,
			title: "A library is loaded into every process (LD_PRELOAD).",
			fix: "Remove LD_PRELOAD and /etc/ld.so.preload"
		},
		"wheel-shadowed": {
			exit: 1,
			title: "A folder on LD_LIBRARY_PATH has libraries that hide the wheels' own.",
			fix: "Leave LD_LIBRARY_PATH alone"
		}
	}
};
// src/errors/codes/checkedServiceCodes.ts
const checkedServiceCodes = {
	title: "Static checks: ssh and Jupyter",
	intro: "",
	codes: {
		"keys-folder": {
			exit: 1,
			title: "/etc/ssh/keys is not for group 0 alone.",
			fix: "Mode 0770, owner 1000:0"
		},
		"host-key": {
			exit: 1,
			title: "A host key is part of the image.",
			fix: "Remove it: each container makes its own"
		},
		"authorized-key": {
			exit: 1,
			title: "A public key is part of the image.",
			fix: "Remove it; mount it at start"
		},
		"sshd-settings": {
			exit: 1,
			title: "sshd would allow logins that it should refuse.",
			fix: "Leave the settings in /usr/local/lib/dl-env alone"
		},
		"empty-token": {
			exit: 1,
			title: "Jupyter asks for no token.",
			fix: "Remove the setting: a token is made at first start"
		},
		"fixed-token": {
			exit: 1,
			title: "Jupyter's token is the same in every container.",
			fix: "Remove it"
		},
		"allow-origin": {
			exit: 1,
			title: "Any web page may use Jupyter.",
			fix: "Remove `allow_origin`"
		},
		"no-xsrf": {
			exit: 1,
			title: "Jupyter does not check for forged requests.",
			fix: "Remove `disable_check_xsrf`"
		}
	}
};
// src/errors/codes/checkedSecretCodes.ts
const checkedSecretCodes = {
	title: "Static checks: secrets",
	intro: "",
	codes: {
		"environment-dump": {
			exit: 1,
			title: "The build's environment was written to a file.",
			fix: "Remove the file and the line that writes it; change the secrets in it"
		},
		"secret-in-env": {
			exit: 1,
			title: "The image's environment holds a secret.",
			fix: "Remove it, and change the secret: it is public"
		},
		"secret-in-file": {
			exit: 1,
			title: "A file of the image holds a secret.",
			fix: "Remove it from its layer, and change the secret"
		},
		"secret-in-label": {
			exit: 1,
			title: "A label of the image holds a secret.",
			fix: "Remove it, and change the secret: it is public"
		},
		"secret-in-history": {
			exit: 1,
			title: "A build argument or command holds a secret.",
			fix: "Use `--mount=type=secret`, and change the secret"
		}
	}
};
// src/errors/codes/publishingCodes.ts
const publishingCodes = {
	title: "Publishing",
	intro: "`dl-env promote`. The public tags stay where they were.",
	codes: {
		"not-read": {
			title: "The image could not be read from the destination; the others were.",
			fix: "`dl-env promote` again"
		},
		"not-tried": {
			title: "The registry did not answer for the cells before, so it was not asked for these.",
			fix: "`dl-env promote` again once it answers"
		},
		"wrong-image": {
			exit: 1,
			title: "What is under this digest is not the image of the cell.",
			fix: "Its labels, or what ran, are of another image; `dl-env build` links the right one"
		},
		"image-broken": {
			exit: 1,
			title: "The image lacks a blob, or has one of another size; no tag moves to it.",
			fix: "`dl-env build` makes it again, then `dl-env smoke` and `dl-env promote`"
		},
		"not-tested": {
			title: "No test report is stored for this digest.",
			fix: "`dl-env smoke`"
		},
		"check-failed": {
			title: "A static check found something in the image; no tag moves to it.",
			fix: "The message names the code; see the static checks above"
		},
		"not-proven": {
			title: "The report does not meet `smoke.require`.",
			fix: "Test it on a host with a GPU, or set `smoke: { require: cpu }`"
		},
		"newer-there": {
			title: "The tag already points to a newer image.",
			fix: "Nothing to do"
		},
		"equal-there": {
			title: "The tag points to an image that is neither older nor newer.",
			fix: "`dl-env promote --replace-equal` moves it all the same"
		},
		"tag-taken": {
			exit: 1,
			title: "An immutable tag points to another image.",
			fix: "It never moves; check what it points to"
		},
		"stand-in": {
			exit: 2,
			title: "Images on a stand-in for nvidia/cuda are not published.",
			fix: "Use a real base, or `to: oci:./images`"
		},
		"promotion-stopped": {
			exit: 3,
			title: "Promotion stopped partway; each moved tag points to a tested image.",
			fix: "Fix the cause, then `dl-env promote` again"
		},
		"store-damaged": {
			exit: 1,
			title: "Something in the destination or the store is gone, cut off or has other bytes.",
			fix: "`dl-env build` makes it again; the hint says what to remove before"
		},
		"not-removed": {
			exit: 1,
			title: "The registry does not remove this, or not alone.",
			fix: "Read its message; some registries remove on their web page only"
		},
		"needs-unknown": {
			exit: 3,
			title: "It is not known what the cells need, so nothing is removed.",
			fix: "`dl-env plan` shows what could not be asked"
		},
		"unknown-tag": {
			exit: 2,
			title: "The destination has no such tag.",
			fix: "`dl-env store list` shows all"
		},
		"nothing-stored": {
			exit: 2,
			title: "What was to be listed or verified is not there.",
			fix: "`--to oci:./images`, or make it: `dl-env build`"
		},
		"untag-what": {
			exit: 2,
			title: "`untag` needs tags, or `--outside`, not both.",
			fix: "`dl-env untag TAG --yes`, or `dl-env untag --outside --yes`"
		},
		"proof-lost": {
			exit: 3,
			title: "Other runs keep overwriting the list of reports.",
			fix: "`dl-env smoke` when they are done"
		}
	}
};
// src/errors/codes/actionCodes.ts
const actionCodes = {
	title: "The action",
	intro: "In workflows.",
	codes: {
		"bad-input": {
			exit: 2,
			title: "An input of the action is empty or invalid.",
			fix: "Write it under `with:` as the hint shows"
		},
		"runner-unfit": {
			title: "Something keeps GPU containers from running on this runner.",
			fix: "Type what the hint shows on the runner, then there: `dl-env doctor`"
		},
		"out-of-date": {
			title: "A file in the repository differs from what its source generates now.",
			fix: "Generate it again with the command in the hint, and commit it"
		},
		"sample-failed": {
			title: "A cell that the change affects does not build from its Containerfile.",
			fix: "`dl-env build --build engine --cells CELL`"
		},
		"lint-error": {
			title: "hadolint found an error in a Containerfile.",
			fix: "Change what makes it; generated ones: `dl-env generate`"
		},
		"no-comment": {
			exit: 2,
			title: "A comment on a pull request lacks what it needs.",
			fix: "Give `plan-folder` and `github-token`, and run it on pull_request"
		},
		"git-failed": {
			exit: 2,
			title: "git could not show the earlier state.",
			fix: "Check out with the history: `fetch-depth: 0`"
		},
		"wrong-base": {
			exit: 2,
			title: "`--base` is not a full commit hash.",
			fix: "`dl-env check --base $(git rev-parse origin/main)`"
		},
		"not-from-here": {
			exit: 2,
			title: "This run may not use secrets, push, or a GPU: see docs/threat-model.md.",
			fix: "Run it from the default branch"
		},
		"wrong-plan": {
			exit: 2,
			title: "The job was given a different plan from the one it was started for.",
			fix: "Give calls in one run different prefixes, as the hint shows"
		},
		"no-id-token": {
			exit: 2,
			title: "The job is not allowed to request an id token from GitHub.",
			fix: "`permissions: { id-token: write }` for the job that calls"
		},
		"oidc-refused": {
			exit: 3,
			title: "GitHub or Docker refused the login to Docker Hub by OIDC.",
			fix: "Compare the connection's rulesets with repository, branch and environment"
		},
		"cells-unknown": {
			exit: 3,
			title: "Cells of the plan could not be judged; the others continue, and the job fails.",
			fix: "Run it again when the server answers"
		},
		"cell-left": {
			title: "An accepted cell has no image after this run; the others have.",
			fix: "`gh run rerun --failed`"
		},
		"plan-moved": {
			exit: 1,
			title: "Something outside the repository changed since the plan was made.",
			fix: "Run the workflow again from the plan"
		},
		"cannot-edit-request": {
			exit: 2,
			title: "The action cannot edit this list in dl-env.yml.",
			fix: "Write it in one line, as the hint shows"
		},
		"pulls-not-allowed": {
			exit: 3,
			title: "The repository's settings do not let Actions open pull requests, as is GitHub's default. A night tells it in one issue and goes on.",
			fix: "`gh api -X PUT repos/OWNER/NAME/actions/permissions/workflow -F can_approve_pull_request_reviews=true`"
		},
		"github-refused": {
			exit: 3,
			title: "GitHub refused a request.",
			fix: "Give the job the permissions that the README lists"
		}
	}
};
// src/errors/codes/runCodes.ts
const runCodes = {
	title: "`dl-env run` and `dl-env doctor`",
	intro: "Starting an image on this host: docs/remote.md.",
	codes: {
		"run-no-engine": {
			exit: 3,
			title: "Neither docker nor podman works here.",
			fix: "`dl-env doctor`"
		},
		"run-no-gpu": {
			exit: 3,
			title: "The engine cannot give a container GPUs here, and a start without one would go unnoticed.",
			fix: "`dl-env doctor`, or `--gpus none`"
		},
		"run-host-network": {
			exit: 3,
			title: "The engine's containers are in the host's own network, where sshd would be open to all.",
			fix: "Give containers a network of their own, or start `jupyter` alone"
		},
		"run-image-missing": {
			exit: 3,
			title: "The engine does not have the image, and nothing says where it is.",
			fix: "`dl-env run TAG --to oci:./images`, or a whole reference: `dl-env run registry.example/me/images:torch`"
		},
		"run-name-taken": {
			exit: 1,
			title: "There is a container of this name.",
			fix: "Use it, remove it, or give another `--name`"
		},
		"run-port-taken": {
			exit: 1,
			title: "Another program listens on a requested port.",
			fix: "`ss -tlnp`, `--ssh-port`, `--jupyter-port`"
		},
		"run-ended": {
			exit: 1,
			title: "The services ended right after their start.",
			fix: "Read their output in the message; the container is removed"
		},
		"run-failed": {
			exit: 1,
			title: "The engine did not start the container.",
			fix: "Read its message; `dl-env doctor`"
		},
		"run-no-keys": {
			exit: 2,
			title: "ssh was requested and there is no public key.",
			fix: "`--keys FILE`"
		},
		"run-private-key": {
			exit: 2,
			title: "A private key was named as the key that may log in.",
			fix: "`--keys FILE.pub`"
		},
		"run-image": {
			exit: 2,
			title: "The image reference is invalid.",
			fix: "Name a cell that `dl-env plan` lists"
		},
		"run-gpus": {
			exit: 2,
			title: "`--gpus` is neither all, none nor indexes and UUIDs.",
			fix: "`--gpus 0,1`"
		},
		"run-shm-size": {
			exit: 2,
			title: "Invalid `--shm-size`.",
			fix: "`--shm-size 8g`"
		},
		"run-port": {
			exit: 2,
			title: "The port is not one that a user may open.",
			fix: "`--ssh-port 2222`"
		},
		"run-volume": {
			exit: 2,
			title: "A volume is invalid, given twice, of a folder that is not there, or cannot be expressed in this format.",
			fix: "`--volume ./data:/data`"
		},
		"run-env": {
			exit: 2,
			title: "`--env` names no variable.",
			fix: "`--env NAME=VALUE`"
		},
		"run-unit-value": {
			exit: 2,
			title: "This value cannot be written in a unit file: systemd or podman's generator would read a different one.",
			fix: "Put it in a script in a volume"
		},
		"run-env-value": {
			exit: 2,
			title: "This format cannot pass a variable on from your shell.",
			fix: "`--env NAME=VALUE`, or a secret of the tool"
		},
		"run-format": {
			exit: 2,
			title: "`--as` does not support this format.",
			fix: "`--as compose`"
		},
		"run-kube-gpu": {
			exit: 2,
			title: "This podman gives no GPUs to containers that `kube play` starts.",
			fix: "`--as podman`"
		},
		"host-catalog": {
			exit: 1,
			title: "A file of dl-env's own is missing or damaged.",
			fix: "`npm ci`"
		}
	}
};
// src/errors/codes/internalCodes.ts
const internalCodes = {
	title: "Faults of dl-env",
	intro: "",
	codes: { internal: {
		exit: 3,
		title: "An internal error of dl-env.",
		fix: "Run it again with `--debug`, and report what it prints"
	} }
};
// src/errors/codes.ts
const CODES = {
	...requestCodes.codes,
	...commandCodes.codes,
	...lockCodes.codes,
	...pickRequestCodes.codes,
	...reasonCodes.codes,
	...noteCodes.codes,
	...hostFitCodes.codes,
	...packageIndexCodes.codes,
	...layerCodes.codes,
	...registryCodes.codes,
	...engineCodes.codes,
	...smokeCodes.codes,
	...probeCodes.codes,
	...checkedContentCodes.codes,
	...checkedAccountCodes.codes,
	...checkedCudaCodes.codes,
	...checkedServiceCodes.codes,
	...checkedSecretCodes.codes,
	...publishingCodes.codes,
	...actionCodes.codes,
	...runCodes.codes,
	...internalCodes.codes
};
/** The exit of a command that ends with this code. */
const exitOfCode = (code) => CODES[code].exit;
const isCode = (code) => code in CODES;
/** What the table says to do about a code; undefined for one of the catalog. */
const fixOfCode = (code) => isCode(code) ? CODES[code].fix : void 0;
// src/errors/error.ts
/** What the user must fix now. A cell that cannot exist is not one of these: that is a verdict. */
var DlEnvError = class extends Error {
	code;
	/** As the table of codes says. */
	exit;
	place;
	hint;
	more;
	constructor(problem, options = {}) {
		super(problem.message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.name = "DlEnvError";
		this.code = problem.code;
		this.exit = exitOfCode(problem.code);
		if (problem.place !== void 0) this.place = problem.place;
		if (problem.hint !== void 0) this.hint = problem.hint;
		this.more = options.more ?? [];
	}
};
/** The request is wrong: a code of exit 2. */
const wrongRequest = (problem, options) => new DlEnvError(problem, options);
/** Something outside could not be reached or refused: a code of exit 3. */
const unreachable = (problem, options) => new DlEnvError(problem, options);
/** Work was done and found problems: a code of exit 1. */
const foundProblem = (problem, options) => new DlEnvError(problem, options);
export { exitOfCode as a, wrongRequest as i, foundProblem as n, fixOfCode as o, unreachable as r, DlEnvError as t };
