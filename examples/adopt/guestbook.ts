import { ApiObject, Chart, Include } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';

/** An app as many teams have it: a little cdk8s-plus, YAML from before, an object by hand. It knows nothing of hardening. */
export class Guestbook extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'guestbook' });

    const web = new Deployment(this, 'Web', {
      metadata: { name: 'web' },
      containers: [{ image: 'registry.acme.example/guestbook/web', portNumber: 8080 }],
    });
    web.exposeViaService();

    new Include(this, 'Legacy', { url: 'legacy.yaml' });

    new ApiObject(this, 'Cleanup', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'cleanup' },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                serviceAccountName: 'cleanup',
                automountServiceAccountToken: false,
                securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
                containers: [{
                  name: 'cleanup',
                  image: 'registry.acme.example/guestbook/cleanup:1.4.0',
                  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
                  securityContext: { privileged: true, readOnlyRootFilesystem: true },
                }],
              },
            },
          },
        },
      },
    });
  }
}
