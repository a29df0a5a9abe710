import { formatPath } from '../../../src/kubernetes/field-path';
import { serviceFaultsOf } from '../../../src/network/exposure/services';
import { app, block, DENY, inNamespace, ingress, ingressFor, Json, networkOf, pod, policy, service } from './exposed';

const WEB = pod('web', ['http:8080', 'dns:53/UDP']);
const HTTP = [{ name: 'http', port: 80, targetPort: 'http' }];

function faults(...objects: readonly Json[]): string[] {
  return serviceFaultsOf(networkOf(...objects)).map(({ subject, path, message, kind }) => `${kind}: ${String(subject)} ${formatPath(path)} ${message}`);
}

describe('a Service', () => {
  test('whose pods listen, and are called, is without fault', () => {
    expect(faults(WEB, service('web', HTTP), service('web', [{ port: 8080 }]), service('web', [{ port: 53, protocol: 'UDP', targetPort: 'dns' }]))).toEqual([]);
  });

  test('selects nothing', () => {
    expect(faults(WEB, service('api', HTTP))).toEqual([
      'selects-nothing: Service shop/api spec.selector must select a pod of namespace shop, selects none: no pod is labelled app=api',
    ]);
  });

  test('may select what was not read, and what somebody else puts behind it', () => {
    expect(faults(service('web', HTTP))).toEqual([]);
    expect(faults(WEB, service('web', HTTP, { selector: undefined }), service('web', [], { type: 'ExternalName', externalName: 'example.com' }))).toEqual([]);
  });

  test('leads to a port that no container declares', () => {
    expect(faults(WEB, service('web', [{ port: 80 }, { name: 'x', port: 81, targetPort: 'https' }, { name: 'y', port: 53 }]))).toEqual([
      'no-listener: Service shop/web spec.ports[0].targetPort must lead to a port that a pod listens on, leads to TCP 80: '
      + 'the containers of shop/web[Pod] declare TCP 8080 (http), UDP 53 (dns)',
      'no-listener: Service shop/web spec.ports[1].targetPort must lead to a port that a pod listens on, leads to \'https\' (TCP) (did you mean \'http\'?): '
      + 'the containers of shop/web[Pod] declare TCP 8080 (http), UDP 53 (dns)',
      'no-listener: Service shop/web spec.ports[2].targetPort must lead to a port that a pod listens on, leads to TCP 53: '
      + 'the containers of shop/web[Pod] declare TCP 8080 (http), UDP 53 (dns)',
    ]);
  });

  test('may lead to any number where no container declares a port, and to no name', () => {
    expect(faults(pod('web'), service('web', [{ port: 80 }, { port: 81, targetPort: 'http' }]))).toEqual([
      'no-listener: Service shop/web spec.ports[1].targetPort must lead to a port that a pod listens on, leads to \'http\' (TCP): the containers of shop/web[Pod] declare none',
    ]);
  });

  test('is called by nobody whom the policies admit', () => {
    expect(faults(WEB, DENY, service('web', HTTP))).toEqual([
      'not-admitted: Service shop/web spec.ports[0] must be open to somebody: NetworkPolicy shop/deny admits nobody to TCP 8080 of shop/web[Pod]',
    ]);
    expect(faults(WEB, DENY, ingress('web', { from: [app('web')], ports: [{ port: 80 }] }), service('web', HTTP))).toEqual([
      'not-admitted: Service shop/web spec.ports[0] must be open to somebody: NetworkPolicy shop/deny, NetworkPolicy shop/web admit nobody to TCP 8080 of shop/web[Pod]',
    ]);
    expect(faults(WEB, DENY, ingress('web', { from: [app('web')], ports: [{ port: 'http' }] }), service('web', HTTP))).toEqual([]);
  });

  test('for the outside is not called by pods', () => {
    const balancer = service('web', HTTP, { type: 'LoadBalancer' });
    expect(faults(WEB, DENY, ingress('web', { from: [app('web')] }), balancer)).toEqual([
      'not-admitted: Service shop/web spec.ports[0] must be open to callers from outside, to whom it is announced (type LoadBalancer): '
      + 'NetworkPolicy shop/deny, NetworkPolicy shop/web admit nobody from there to TCP 8080 of shop/web[Pod]',
    ]);
    expect(faults(WEB, DENY, ingress('web', { from: [block('10.0.0.0/8')] }), balancer)).toEqual([]);
    expect(faults(WEB, balancer)).toEqual([]);
  });

  test('is not at fault where a policy in doubt may admit somebody', () => {
    expect(faults(WEB, policy('broken', { podSelector: {}, ingress: [{ from: [{}] }] }), service('web', HTTP))).toEqual([]);
  });

  test('whose pods are in the network of their node is open', () => {
    expect(faults(pod('web', ['http:8080'], { hostNetwork: true }), DENY, service('web', HTTP))).toEqual([]);
  });
});

describe('an Ingress', () => {
  test('names a Service that is not there', () => {
    expect(faults(WEB, service('web', HTTP), ingressFor('wep', { number: 80 }))).toEqual([
      'not-there: Ingress shop/site spec.rules[0].http.paths[0].backend.service must name a Service of namespace shop, names wep (did you mean \'web\'?): the Services are web',
    ]);
    expect(faults(ingressFor('web', { number: 80 }))).toEqual([]);
  });

  test('names a port that its Service does not have', () => {
    expect(faults(WEB, service('web', HTTP), ingressFor('web', { number: 8080 }))).toEqual([
      'not-there: Ingress shop/site spec.rules[0].http.paths[0].backend.service must name a port of Service shop/web, names 8080: its ports are 80 (http)',
    ]);
    expect(faults(WEB, service('web', HTTP), ingressFor('web', { name: 'web' }))).toEqual([
      'not-there: Ingress shop/site spec.rules[0].http.paths[0].backend.service must name a port of Service shop/web, names \'web\': its ports are 80 (http)',
    ]);
  });

  test('is let through to pods by what may be its controller', () => {
    const site = [WEB, DENY, service('web', HTTP), ingressFor('web', { number: 80 })];
    expect(faults(...site, ingress('web', { from: [inNamespace('ingress-nginx')] }))).toEqual([]);
    expect(faults(...site, pod('edge/nginx'), ingress('web', { from: [inNamespace('edge')] }))).toEqual([]);
    expect(faults(...site, ingress('web', { from: [block('35.191.0.0/16')] }))).toEqual([]);
    expect(faults(...site, pod('nginx', ['http:80']), service('nginx', [{ port: 80 }], { type: 'LoadBalancer' }),
      ingress('web', { from: [app('nginx')] }), ingress('nginx', { from: [block('0.0.0.0/0')], ports: [{ port: 80 }] }))).toEqual([]);
  });

  test('is not let through by pods of the own namespace that nobody calls from outside', () => {
    expect(faults(WEB, pod('api'), DENY, service('web', HTTP), ingressFor('web', { number: 80 }), ingress('web', { from: [app('api')] }))).toEqual([
      'not-admitted: Ingress shop/site spec.rules[0].http.paths[0].backend.service must be open to callers from outside, to whom it is announced (Ingress): '
      + 'NetworkPolicy shop/deny, NetworkPolicy shop/web admit nobody from there to TCP 8080 of shop/web[Pod]',
    ]);
  });
});
