// Facts about cards, their drivers and cuDNN.

export interface CudnnFacts {
  /** The first row whose ranges match and whose cards hold the card counts. */
  readonly rows: readonly CudnnRow[];
  /** Source of the fact that two cuDNNs in one image break torch. */
  readonly twoCopies: string;
  /** Source of the fact that a wheel which brings a cuDNN loads that one. */
  readonly ownCopy: string;
  readonly source: string;
}

export interface CudnnRow {
  /** PEP 440 specifier over cuDNN's version. */
  readonly cudnn: string;
  /** PEP 440 specifier over CUDA x.y. */
  readonly cuda: string;
  /** Least Linux driver. */
  readonly driver: string;
  /** Compute capabilities. */
  readonly cards: readonly string[];
}

export interface Gpu {
  readonly name: string;
  /** e.g. `8.9` */
  readonly computeCapability: string;
  readonly architecture: string;
  readonly kind: "datacenter" | "workstation" | "geforce" | "jetson";
  /** Whether it is in machines with an Arm processor only, which need images for linux/arm64. */
  readonly isArm: boolean;
  readonly source: string;
}

export interface DriverFacts {
  /** CUDA major -> least Linux driver by minor-version compatibility. */
  readonly minorVersion: Readonly<Record<string, string>>;
  /** CUDA x.y.z -> the driver that came with it. */
  readonly shipped: Readonly<Record<string, string>>;
  /**
   * CUDA x.y -> older driver branches that NVIDIA_REQUIRE_CUDA lets pass for data-centre and
   * workstation brands.
   */
  readonly requireBranches: Readonly<Record<string, readonly number[]>>;
  /** The same for GeForce and TITAN cards. */
  readonly requireGeforce: Readonly<Record<string, readonly number[]>>;
  readonly requireSource: string;
  /** Driver branch -> ISO date of its end of life. */
  readonly branchEnd: Readonly<Record<string, string>>;
  readonly branchSource: string;
  /** The last driver branch for cards older than Turing (7.5). */
  readonly lastBranchBeforeTuring: string;
  /** Compute capability -> the last driver branch for such a card, where it is an older one. */
  readonly lastBranch: Readonly<Record<string, string>>;
  /** Compute capability -> the last CUDA x.y whose libraries have code for it, likewise. */
  readonly lastCuda: Readonly<Record<string, string>>;
  readonly lastSource: string;
  /** Compute capability -> the first driver branch that runs such a card; absent: any. */
  readonly firstBranch: Readonly<Record<string, string>>;
  /** Compute capability -> the first CUDA x.y whose libraries have code for it; absent: any. */
  readonly firstCuda: Readonly<Record<string, string>>;
  readonly firstSource: string;
  /** The last CUDA x.y whose libraries have code for cards older than Turing; absent: any. */
  readonly lastCudaBeforeTuring: { readonly cuda: string; readonly source: string } | undefined;
  /** Source of what is said of forward compatibility (cuda-compat). */
  readonly forwardSource: string;
  readonly source: string;
}
