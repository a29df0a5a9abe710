import { ApiObject, JsonPatch } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';

const SERVER = '/spec/template/spec/containers/0';

/**
 * Lets the kubelet ask the first container for its health by gRPC. cdk8s-plus-28 has no such probe, so a JSON patch writes it:
 * patches work on hardened constructs as on any other, as long as they weaken nothing.
 */
export function addGrpcProbes(deployment: Deployment, port: number): void {
  const grpc = { port };
  ApiObject.of(deployment).addJsonPatch(
    JsonPatch.add(`${SERVER}/startupProbe`, { grpc, periodSeconds: 5, failureThreshold: 24 }),
    JsonPatch.add(`${SERVER}/readinessProbe`, { grpc, periodSeconds: 5 }),
    JsonPatch.add(`${SERVER}/livenessProbe`, { grpc, periodSeconds: 15 }),
  );
}
