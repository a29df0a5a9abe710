import { faultsOf, networkOf, policy } from '../network-kit';

const rule = (fields: object): unknown => ({ podSelector: {}, ingress: [fields] });
const port = (fields: unknown): unknown => rule({ ports: [fields] });
const peer = (fields: unknown): unknown => rule({ from: [fields] });
const block = (ipBlock: unknown): unknown => peer({ ipBlock });
const selector = (podSelector: unknown): unknown => ({ podSelector });

describe('a policy that the API server refuses', () => {
  test.each<[string, unknown, string[]]>([
    ['a port 0', port({ port: 0 }), ['spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 0']],
    ['a port 70000', port({ port: 70000 }), ['spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 70000']],
    ['half a port', port({ port: 80.5 }), ['spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 80.5']],
    ['a port that is a truth value', port({ port: true }), ['spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is true']],
    ['a port in quotes', port({ port: '80' }), ['spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is "80": write it without quotes']],
    ...['', 'HTTP', 'a--b', '-a', 'a-', 'sixteen-letters-', 'abcdefghijklmnop', 'a_b'].map((name): [string, unknown, string[]] => [
      `a port called ${JSON.stringify(name)}`, port({ port: name }), [
        `spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is ${JSON.stringify(name)}: at most 15 lower-case letters, digits and dashes, with a letter among them`,
      ],
    ]),
    ['an endPort below the port', port({ port: 80, endPort: 79 }), ['spec.ingress[0].ports[0].endPort must not be less than the port 80, is 79']],
    ['an endPort beyond the highest', port({ port: 80, endPort: 65536 }), ['spec.ingress[0].ports[0].endPort must be a whole number from 1 to 65535, is 65536']],
    ['an endPort in quotes', port({ port: 80, endPort: '90' }), ['spec.ingress[0].ports[0].endPort must be a whole number from 1 to 65535, is "90"']],
    ['an endPort beside a name', port({ port: 'http', endPort: 90 }), ['spec.ingress[0].ports[0].endPort must stand beside a port that is a number, beside "http"']],
    ['an endPort alone', port({ endPort: 90 }), ['spec.ingress[0].ports[0].endPort must stand beside a port, which the range starts with; there is none']],
    ['a protocol in lower case', port({ protocol: 'tcp', port: 80 }), ['spec.ingress[0].ports[0].protocol must be TCP, UDP or SCTP, is "tcp": write TCP']],
    ['an unknown protocol', port({ protocol: 'ICMP' }), ['spec.ingress[0].ports[0].protocol must be TCP, UDP or SCTP, is "ICMP"']],
    ['an empty protocol', port({ protocol: '' }), ['spec.ingress[0].ports[0].protocol must be TCP, UDP or SCTP, is ""']],
    ['a port that is no object', port(80), ['spec.ingress[0].ports[0] must be an object, is 80']],
    ['ports that are no list', rule({ ports: { port: 80 } }), ['spec.ingress[0].ports must be a list, is {"port":80}']],
    ['several faults', port({ protocol: 'tcp', port: 0 }), [
      'spec.ingress[0].ports[0].protocol must be TCP, UDP or SCTP, is "tcp": write TCP',
      'spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 0',
    ]],

    ['an address for a block', block({ cidr: '10.0.0.1' }), ['spec.ingress[0].from[0].ipBlock.cidr must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, is "10.0.0.1"']],
    ['a block that is too long', block({ cidr: '10.0.0.0/33' }), ['spec.ingress[0].from[0].ipBlock.cidr must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, is "10.0.0.0/33"']],
    ['a block with leading zeros, which some read as octal', block({ cidr: '010.0.0.0/8' }), ['spec.ingress[0].from[0].ipBlock.cidr must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, is "010.0.0.0/8"']],
    ['no block', block({ except: [] }), ['spec.ingress[0].from[0].ipBlock.cidr must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, is absent']],
    ['a block that is a text', block('10.0.0.0/8'), ['spec.ingress[0].from[0].ipBlock must be an object, is "10.0.0.0/8"']],
    ...['10.0.0.0/8', '0.0.0.0/0', '11.0.0.0/16', 'fd00::/64'].map((except): [string, unknown, string[]] => [
      `the exception ${except} of 10.0.0.0/8`, block({ cidr: '10.0.0.0/8', except: [except] }),
      [`spec.ingress[0].from[0].ipBlock.except[0] must be a smaller block within 10.0.0.0/8, is "${except}"`],
    ]),
    ['an exception of IPv4 of IPv6', block({ cidr: '::/0', except: ['10.0.0.0/8'] }), ['spec.ingress[0].from[0].ipBlock.except[0] must be a smaller block within ::/0, is "10.0.0.0/8"']],
    ['an exception that is null', block({ cidr: '10.0.0.0/8', except: [null] }), ['spec.ingress[0].from[0].ipBlock.except[0] must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, is absent']],
    ['an exception that is no list', block({ cidr: '10.0.0.0/8', except: '10.1.0.0/16' }), ['spec.ingress[0].from[0].ipBlock.except must be a list, is "10.1.0.0/16"']],

    ['a peer that is empty', peer({}), ['spec.ingress[0].from[0] must have a podSelector, a namespaceSelector or an ipBlock, has none; a rule without peers is for everybody']],
    ['a peer that is null', peer(null), ['spec.ingress[0].from[0] must have a podSelector, a namespaceSelector or an ipBlock, has none; a rule without peers is for everybody']],
    ['a peer that has nothing but null', peer({ podSelector: null, ipBlock: null }), ['spec.ingress[0].from[0] must have a podSelector, a namespaceSelector or an ipBlock, has none; a rule without peers is for everybody']],
    ['a block beside a selector', peer({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }), ['spec.ingress[0].from[0] must have either an ipBlock or selectors, has both: write two peers']],
    ['peers that are no list', rule({ from: { podSelector: {} } }), ['spec.ingress[0].from must be a list, is {"podSelector":{}}']],
    ['a peer that is a text', peer('web'), ['spec.ingress[0].from[0] must be an object, is "web"']],

    ['an unknown operator', peer({ podSelector: { matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] } }), [
      'spec.ingress[0].from[0].podSelector must be a label selector: matchExpressions[0].operator is "in"; it must be In, NotIn, Exists or DoesNotExist',
    ]],
    ['a label that is a number', selector({ matchLabels: { version: 1 } }), ['spec.podSelector must be a label selector: matchLabels.version is 1; it must be a string']],
    ['In without values', selector({ matchExpressions: [{ key: 'a', operator: 'In', values: [] }] }), [
      'spec.podSelector must be a label selector: matchExpressions[0].values is []; In needs at least one value',
    ]],
    ['Exists with values', peer({ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] } }), [
      'spec.ingress[0].from[0].namespaceSelector must be a label selector: matchExpressions[0].values is ["b"]; Exists takes no values',
    ]],
    ['a value of a label that none can have', selector({ matchLabels: { app: 'a b' } }), ['spec.podSelector must be a label selector: "a b", for app, is no value of a label']],
    ['a value of an expression that no label can have', selector({ matchExpressions: [{ key: 'app', operator: 'In', values: ['ok', '-a'] }] }), [
      'spec.podSelector must be a label selector: "-a", for app, is no value of a label',
    ]],
    ['a key that no label can have', selector({ matchLabels: { 'a=b': 'c' } }), ['spec.podSelector must be a label selector: "a=b" is no key of a label']],
    ['labels that are beside the fields for them', selector({ app: 'web' }), ['spec.podSelector must be a label selector: app is "web"; the only fields are matchLabels, matchExpressions']],
    ['a selector that is a list', selector([]), ['spec.podSelector must be a label selector: the selector is []; it must be an object']],

    ['an unknown type', { podSelector: {}, policyTypes: ['ingress'] }, ['spec.policyTypes[0] must be Ingress or Egress, is "ingress": write Ingress']],
    ['a type that is null', { podSelector: {}, policyTypes: [null] }, ['spec.policyTypes[0] must be Ingress or Egress, is null']],
    ['three types', { podSelector: {}, policyTypes: ['Ingress', 'Egress', 'Ingress'] }, ['spec.policyTypes must have 2 types at most, has 3']],
    ['types that are no list', { podSelector: {}, policyTypes: 'Ingress' }, ['spec.policyTypes must be a list, is "Ingress"']],
    ['rules that are no list', { podSelector: {}, ingress: {} }, ['spec.ingress must be a list, is {}']],
    ['a rule that is a text', { podSelector: {}, ingress: ['web'] }, ['spec.ingress[0] must be an object, is "web"']],
    ['a spec that is a text', 'deny', ['spec must be an object, is "deny"']],
    ['rules for a direction that it is not for', { podSelector: {}, policyTypes: ['Ingress'], egress: [{ ports: [{ port: 0 }] }] }, [
      'spec.egress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 0',
    ]],
    ['peers of the other direction', { podSelector: {}, ingress: [{ to: [{ podSelector: {} }] }] }, ['spec.ingress[0].to must not be there, as there is no such field: there are from, ports']],
    ['a field with a slip of the pen', { podSelector: {}, ingress: [{ form: [{ podSelector: {} }] }] }, ['spec.ingress[0].form must not be there, as there is no such field: there are from, ports']],
    ['a field in the wrong case', { podselector: {} }, ['spec.podselector must not be there, as there is no such field (did you mean \'podSelector\'?): there are podSelector, policyTypes, ingress, egress']],
    ['an unknown field of a port', port({ port: 80, targetPort: 80 }), ['spec.ingress[0].ports[0].targetPort must not be there, as there is no such field: there are protocol, port, endPort']],
    ['an unknown field of a block', block({ cidr: '10.0.0.0/8', excepts: [] }), ['spec.ingress[0].from[0].ipBlock.excepts must not be there, as there is no such field (did you mean \'except\'?): there are cidr, except']],
  ])('has %s', (_, spec, expected) => {
    expect(faultsOf(policy(spec))).toEqual(expected);
    expect(networkOf(policy(spec)).policies.map(({ isDoubtful }) => isDoubtful)).toEqual([true]);
  });

  test('is named with what was found, of which a long one is cut', () => {
    expect(faultsOf(policy({ podSelector: {}, ingress: ['x'.repeat(100)] }))).toEqual([`spec.ingress[0] must be an object, is "${'x'.repeat(59)}…`]);
  });
});

describe('a policy that the API server takes', () => {
  test.each<[string, unknown]>([
    ['no spec', undefined],
    ['an empty spec', {}],
    ['nothing but null', { podSelector: null, policyTypes: null, ingress: null, egress: null }],
    ['nulls in its rules', { ingress: [null, { from: null, ports: null }, { ports: [null, { protocol: null, port: null, endPort: null }] }] }],
    ['nulls in its peers', { ingress: [{ from: [{ podSelector: {}, namespaceSelector: null, ipBlock: null }, { ipBlock: { cidr: '10.0.0.0/8', except: null } }] }] }],
    ['nulls in its selectors', { podSelector: { matchLabels: null, matchExpressions: null } }],
    ['a label that is null', { podSelector: { matchLabels: { app: null } } }],
    ['names of ports', { ingress: [{ ports: [{ port: 'http' }, { port: 'a' }, { port: '8080-tcp' }, { port: 'fifteen-letters' }] }] }],
    ['the whole range of ports', { ingress: [{ ports: [{ port: 1, endPort: 65535 }] }] }],
    ['blocks of both families', { egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '10.0.0.0/8'] } }, { ipBlock: { cidr: '2001:DB8::/32', except: ['2001:db8::/33', '2001:db8:8000::/33'] } }] }] }],
    ['labels with prefixes, and empty ones', { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'empty': '', 'A_b.c-D': 'A_b.c-D' } } }],
    ['the longest of labels', { podSelector: { matchLabels: { [`${'a.'.repeat(126)}a/${'b'.repeat(63)}`]: 'c'.repeat(63) } } }],
  ])('may have %s', (_, spec) => {
    expect(faultsOf(policy(spec))).toEqual([]);
  });
});

test('a policy for labels that pods are given in the cluster is in doubt, as nobody can say whom it is for', () => {
  const given = { podSelector: { matchExpressions: [{ key: 'pod-template-hash', operator: 'DoesNotExist' }] } };
  const written = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'given', namespace: 'shop' }, spec: given };
  expect(faultsOf(written)).toEqual([
    '~ spec.podSelector must select by labels that pods have in their template, selects by pod-template-hash, which a controller gives them: nobody can say whom it is for',
  ]);
  expect(networkOf(written).policies.map(({ isDoubtful }) => isDoubtful)).toEqual([true]);
});

test('a policy of a version that Kubernetes does not have is in doubt', () => {
  const written = { apiVersion: 'networking.k8s.io/v1beta1', kind: 'NetworkPolicy', metadata: { name: 'old', namespace: 'shop' }, spec: {} };
  expect(networkOf(written).policies.map(({ isDoubtful }) => isDoubtful)).toEqual([true]);
});
