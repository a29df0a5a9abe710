const REPOSITORY = 'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo';
const RELEASE = 'v0.10.6';

/** The image of one part of the shop; all parts are released together. */
export function boutiqueImage(name: string): string {
  return `${REPOSITORY}/${name}:${RELEASE}`;
}
