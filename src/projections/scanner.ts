/** Another scanner, which obeys annotations of the objects that it judges. */
export enum Scanner {
  /** kube-linter: an annotation for each of its checks, with the reason. */
  KUBE_LINTER = 'kube-linter',
  /** kube-score: one annotation that lists its checks, without a reason. */
  KUBE_SCORE = 'kube-score',
  /** Polaris: an annotation for each of its checks, without a reason. */
  POLARIS = 'polaris',
  /** Checkov: an annotation for each of its checks, with the reason. */
  CHECKOV = 'checkov',
  /** Kubescape: one list of its controls, one reason and one end for all of them. */
  KUBESCAPE = 'kubescape',
}
