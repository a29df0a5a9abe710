/** One thing that was found. */
export interface ExposureItem {
  /** `shop/web[Deployment]`, or an object: `NetworkPolicy shop/web` */
  readonly who: string;
  /** `TCP 8080 from 0.0.0.0/0` */
  readonly what: string;
  /** Who makes it so: `NetworkPolicy shop/web spec.ingress[0]`. */
  readonly because: readonly string[];
}
