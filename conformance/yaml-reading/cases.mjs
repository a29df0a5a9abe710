/** Files whose reading is not obvious. Each is small: what it asks can be seen. */

const words = `
  y Y yes Yes YES yEs n N no No NO nO true True TRUE tRue false False FALSE on On ON oN off Off OFF oFF null Null NULL nULL ~ ~a << = - .
  .nan .NaN .NAN .Nan .inf .Inf .INF +.inf -.Inf +.INF -.iNF inf nan NaN Infinity -Infinity`;

const numerals = `
  0 -0 +0 00 1 +1 -1 08 -09 0999 09.5 12e03 1.10 1.10.0 .5 +.5 -.5 5. -5. 1e5 1E5 1e3 -1e-5 +1e+5 1e999 -1e999 .1e999 0.0 -0.0 -0e0 . .. .e5 .5e
  1_000 1__0 1_ 0_9 1_e5 1._e5 .5_0 .5_ ._5 .5e1_0 .5e_1 _ _1 +_1 -_1 -_.5 1e_5 1e5_ 1_a
  0b1 0b 0b2 -0b1 +0b1 0b_1 0B1 0_b1 0b-1 0b+1 -0b-1 0B-1 0755 017 -017 0o17 0O17 +0o7 -0O7 0o_7 0_o7 0o8 0o 0o7777777777777777777777
  0x1F 0xfF_ 0x -0x1 0X1f +0X1 0_x1F 0xg 0x1p-2 0x1.8p1 1.5f 1f 1L 1d
  9007199254740991 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809
  18446744073709551615 18446744073709551616 +18446744073709551615 0xFFFFFFFFFFFFFFFF 0x1FFFFFFFFFFFFFFFF 99999999999999999999
  1:2 1:60 190:20:30 190:20:30.15 +1:59 2001-01-01 2001-1-1 2001-13-45 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-14T21:59:43.10+5`;

const syntax = `
  -- --- ---a ... ...a ? ?a : :a -a a: :: a:b a#b #a %a @a \`a ! !a !! !!a !<a !<a> !!int !!str !e!a !%61 !% & &a &é * *a *é
  | |a |2 |0 |22 > >- >+2 , ,a [ ] [a [] [[] { } {a {}
  {}a "" '' "a" 'a' " ' "a 'a "a"b 'a'b 'a''b' "a\\"b" "\\" "\\q" "\\x41" "\\x4"
  "\\u00e9" "\\ud83d" "\\U0001f600" "\\U00110000" "\\N\\_\\L\\P" "\\0\\a\\b\\t\\n\\v\\f\\r\\e\\/" \\ $a (a)`;

const split = text => text.trim().split(/\s+/);
const scalars = [
  ...split(words), ...split(numerals), ...split(syntax), '"\\ "', '2001-12-14 21:59:43.10', 'a b', 'a  b', 'a #b', 'a# b', 'a: b', 'é', '日本',
  '👩‍👩‍👧', 'a\tb', '"a\tb"', '! yes', '! "<<"',
];

const inPlaces = scalars.flatMap(scalar => [
  `a: ${scalar}\n`, `- ${scalar}\n- 1\n`, `${scalar}: 1\n`, `{a: ${scalar}, b: [${scalar}]}\n`, `${scalar}\n`,
]);

const TAGS = ['str', 'int', 'float', 'bool', 'null', 'timestamp', 'binary', 'map', 'seq', 'set', 'merge', 'foo'].map(tag => `!!${tag}`);
const tagged = [...TAGS, '!', '!foo', '!<tag:yaml.org,2002:int>', '!<foo>', '!!%73tr'].flatMap(tag => [
  '', '5', '"5"', '5.5', '0x10', '18446744073709551615', 'yes', '"yes"', '~', '2001-01-01', '2001-02-30', '2001-1-1T1:2:3Z', 'aGk=', 'aGk',
  '"aG\\nk="', '/w==', '{x: 1}', '[1]', '|\n  5\n',
].map(text => `a: ${tag} ${text}\n`));
const taggedKeys = [...TAGS, '!'].flatMap(tag => [`${tag} 5: x\n`, `${tag} yes: x\n`, `${tag} a: x\n`]);

const keys = split(`
  1 01 0x1F 1.5 1.0 1e3 1e6 123456 123456.7 1234567.5 0.1 0.00001 0.0001 1e21 1e39 3.4028236e38 -0.0 .inf -.inf .nan true yes off null ~ 2001-01-01
  18446744073709551615 9223372036854775807 9223372036854775808 -1 +1 16777217.0`).flatMap(key => [`${key}: x\n`, `{${key}: x}\n`, `? ${key}\n: x\n`]);

const maps = [
  '{a: 1, b}\n', '{a, b: 1}\n', '{a: 1,}\n', '{, a: 1}\n', '{a: 1 b: 2}\n', '{"a":1}\n', '{"a":b}\n', '{a:b}\n', '{a: b:}\n', '{? a : b}\n',
  '{?a: b}\n', '{a?b: c}\n', '{: b}\n', '[a, b,]\n', '[,]\n',
  '[a b]\n', '[a: b, c]\n', '[? a : b]\n', '[? a]\n', '["a": b]\n', '["a":b]\n', '[: b]\n', '[a,,b]\n', '[[a], [b, [c]]]\n', '{a: {b: {c: d}}}\n',
  '{[a]: b}\n', '{{a: b}: c}\n', '[a]: b\n', '{a: b}: c\n', '- [a]: b\n',
  '? [a]\n: b\n', '? {a: b}\n', '? a\n', '? a\n? b\n', '? a\n: b\n? c\n: d\n', ': b\n', '? - a\n: b\n', '? a: b\n: c\n', '?\n', ': \n', '?\n: b\n',
  'a: b: c\n', 'a: - b\n', 'a: ? b\n', 'a\nb: c\n', 'a\n: b\n', 'a:\nb:\n', 'a:\n b\n', 'a: 1\n b: 2\n',
  '  a: 1\n  b: 2\n', ' a: 1\nb: 2\n', 'a:\n    b: 1\n  c: 2\n', 'a:\n  b: 1\n c: 2\n', 'a:\n- 1\n- 2\nb: 3\n', 'a:\n  - 1\n- 2\n',
  'a:\n- 1\n - 2\n', '- 1\n-  2\n - 3\n', '- a\nb: c\n', '-\n- a\n-\n', '- - a\n  - b\n- c\n', '-   - a\n    - b\n',
  '- a: 1\n  b: 2\n-\n  c: 3\n', '- a:\n  - 1\n  b: 2\n', '-a\n', '-\ta\n', '- \ta: b\n', 'a:\tb\n', 'a: \tb\n', 'a:\n\tb: c\n', 'a:\n\t- b\n',
  '\ta: b\n', 'a: b\t\n', 'a: b\t# c\n', '\t\n', 'a:\n  b: c\n\t\n', '[\ta,\n\tb]\n', 'a: [\n  b,\n  c\n]\n', 'a: [\nb\n]\n',
  'a: {\nb: c\n}\n', '{\n  "a": 1,\n  # c\n  "b": 2\n}\n', 'a: [b\n', 'a: {b\n', 'a: b]\n', 'a: b}\n', 'a: ]\n', '[a]]\n', '{a: b}}\n', '[a}\n',
  '{a]\n', 'a: [b] c\n', 'a: "b" c\n', 'a: \'b\' : c\n', '"a" : b\n', 'a : b\n', 'a  :  b\n',
  `${'k'.repeat(1023)}: v\n`, `${'k'.repeat(1024)}: v\n`, `${'k'.repeat(1025)}: v\n`, `${'é'.repeat(1024)}: v\n`, `${'😀'.repeat(1024)}: v\n`,
  `${'😀'.repeat(1025)}: v\n`, `? ${'k'.repeat(2000)}\n: v\n`, `{${'k'.repeat(1025)}: v}\n`, `"${'k'.repeat(1025)}": v\n`,
  '__proto__: {a: 1}\nb: 2\n', 'constructor: 1\ntoString: 2\nhasOwnProperty: 3\nvalueOf: 4\n', '{"__proto__": {"privileged": true}}\n',
  '<<: {__proto__: {a: 1}}\n',
];

const scalarsOnLines = [
  'a: b\n  c\n', 'a: b\n\n  c\n', 'a: b\n\n\n  c\n', 'a: b\n c\n  d\n', 'a: b\nc\n', 'a: b\n  c: d\n', 'a: b\n  # c\n  d\n', 'a: b # c\n  d\n',
  'a:\n  b\n  c\n', 'a b\n c\n', 'a\n  - b\n', '- a\n  - b\n', '- a\n b\n', 'a: b\n\tc\n', 'a: b\n \tc\n', 'a: b\n\n\tc\n',
  'a: "b\n  c"\n', 'a: "b\nc"\n', 'a: "b\n\n  c"\n', 'a: "b \n  c"\n', 'a: "b\\\n  c"\n', 'a: "b \\\n   \\ c"\n', 'a: "b\\n\n  c"\n',
  'a: "\n  b\n  "\n', 'a: "b\n--- c"\n', 'a: "b\n... c"\n', 'a: "b\n...\nc"\n', 'a: \'b\n  c\'\n', 'a: \'b\n\n\n  c\'\n', 'a: \'b \'\' c\'\n',
  '"a\n b": c\n',
  'a: "b\n\tc"\n', 'a: "b\n# c"\n', 'a: [b\n c, "d\n e"]\n', 'a: [b\n\n c]\n', 'a: [b # c\n, d]\n', 'a: [b\n# c\n]\n', '[a\n---\n]\n',
  '[a\n...\n]\n', 'a: b\n...\n', 'a: b\n...\n...\n', 'a: b\n... # c\n', 'a: b\n...x\n', '... \n', 'a: b\n ...\n', 'a:\n ---\n', 'a:\n --- b\n',
];

const HEADERS = ['|', '>', '|-', '>-', '|+', '>+', '|2', '>2', '|2-', '|-2', '|1', '|9', '| # c', '|# c', '|\t', '>+1'];
const BODIES = [
  '', '\n', '  b\n', '  b\n  c\n', '  b\n\n  c\n', '  b\n   c\n  d\n', '   b\n  c\n', '\n\n  b\n', '  b\n\n\n', '  b\n  \n   \n', '   \n  b\n',
  '  b\n\tc\n', '\tb\n', '  \tb\n  c\n', '  b \n  c\t\n', '  # b\n  c\n', ' b\n', 'b\n', '  b', '  b\n\n   c\n\n  d\n\n   e\n  f\n',
];
const blockScalars = HEADERS.flatMap(header => BODIES.map(body => `a: ${header}\n${body}`)).flatMap(file => [
  file, `${file}${file.endsWith('\n') ? '' : '\n'}z: 1\n`,
]);
const nestedBlockScalars = [
  '- |\n a\n- b\n', '- |\n  a\n - b\n', '- - |\n   a\n  - b\n', 'a:\n  b: |2\n     c\n    d\n', '|\n a\n', '>\na\n', '--- |\n a\n', '|\n---\n',
  'a: |\n  b\n---\nc: d\n', '- |1\n  a\n', '? |\n  a\n: b\n', '[|\n a]\n', 'a: !!str |\n  b\n', 'a: &a |\n  b\nc: *a\n',
];

const aliases = [
  'a: &a 1\nb: *a\n', 'a: &a {x: 1}\nb: *a\n', 'a: &a [1]\nb: *a\n', 'a: *a\n', 'a: &a\nb: *a\n', 'a: &a 1\nb: &a 2\nc: *a\n', '&k a: 1\nb: *k\n',
  '&k a: 1\n*k : 2\n', '&k a: 1\n*k: 2\n', 'a: &a 5\n*a : b\n', 'a: &a true\n*a : b\n', 'a: &a [x]\n*a : b\n', '&a {x: *a}\n',
  '&a [*a]\n', 'a: &a {<<: *a}\n', 'a: & b\n', 'a: &a &b c\n', 'a: &a !!str 5\nb: *a\n', 'a: !!str &a 5\nb: *a\n', 'a: !!str !!int 5\n',
  'a: &a *a\n', 'a: &a\n  b: 1\nc: *a\n', '&a\na: 1\nb: 2\n', '&a a: 1\n', '- &a b: 1\n  c: 2\n- *a\n', '[&a b, *a]\n', '{a: &a b, c: *a}\n',
  '{&a b: c, d: *a}\n', '{a: *a,}\n',
  'a: &a b\n---\nc: *a\n', 'a: &a-b_1 c\nd: *a-b_1\n', 'a: &a.b c\n', 'a: &a:b c\n', '[&a,*a]\n', 'a: &a |\n  x\nb: *a\n',
];

const BASE = 'x: &x {p: 1, q: 2}\ny: &y {q: 3, r: 4}\n';
const merges = [
  '<<: *x\n', 'p: 0\n<<: *x\n', '<<: *x\np: 0\n', 'p: 0\n<<: [*x, *y]\n', '<<: [*y, *x]\n', '<<: *x\n<<: *y\n', '<<: {p: 5}\n',
  '<<: [{p: 5}, *x]\n', '<<: {<<: *x, p: 5}\n', '<<: {p: 5, <<: *x}\n', '<<: [*x]\n', '<<: []\n', '<<: {}\n', '<<:\n', '<<: 1\n', '<<: [1]\n',
  '<<: [[*x]]\n', '"<<": *x\n', '\'<<\': {p: 5}\n', '!!str <<: *x\n',
  '!!merge <<: *x\n', '!!merge "<<": *x\n', '! "<<": *x\n', '&m <<: *x\n', '? <<\n: *x\n', 'm: {<<: *x, p: 7}\n', 'm: {p: 7, <<: *x}\n',
  'm: [<<: *x]\n', 'm: {<<}\n', 'm: {"<<":*x}\n', 'm: *<<\n', 'm:\n  <<:\n    - *x\n    - *y\n  r: 9\n', '"p": 1\n<<: *x\n"q": 2\n',
  '<<:\n  p: 1\n  <<: *y\n', 'l: &l [*x, *y]\nm:\n  <<: *l\n',
].map(text => BASE + text);
const deepMerges = [
  'a: &a {k: {v: 1}}\nb: {k: {w: 2}, <<: *a}\n', 'a: &a {p: 1}\nb: &b {<<: *a, q: 2}\nc: {<<: *b, r: 3}\n',
  'a: &a {privileged: true}\nsecurityContext:\n  privileged: false\n  <<: *a\n', '<<: {a: 1}\n', '- <<: {a: 1}\n- {<<: [{a: 1}, {a: 2, b: 3}]}\n',
  '{<<: {a: 1}, a: 2}\n',
];

const duplicates = [
  'a: 1\na: 2\n', '{a: 1, a: 2}\n', '{"a": 1, "a": 2}\n', 'a: 1\n"a": 2\n', 'yes: 1\n"true": 2\n', 'true: 1\nyes: 2\n', '1: a\n"1": b\n',
  '01: a\n1: b\n', '1.0: a\n1: b\n', 'a:\n  b: 1\n  c: 2\n  b: 3\n', '<<: {a: 1}\na: 2\na: 3\n', 'a: 1\n<<: {a: 2}\na: 3\n',
  '{"a": {"b": 1, "b": 2}}\n', '{"a": 1, "\\u0061": 2}\n', '__proto__: 1\n__proto__: 2\n',
];

const documents = [
  '', '\n', ' \n', '# a\n', '---\n', '---\n---\n', '--- # a\n', '---#a\n', '--- a\n', '---a\n', '----\n', '--- {a: 1}\n', '--- |\n  a\n',
  'a: 1\n--- b: 2\n', 'a: 1\n---\n', '---\na: 1\n', '---\na: 1\n---\nb: 2\n', 'a: 1\n---\n---\nb: 2\n', 'a: 1\n---\n# c\n---\nb: 2\n', 'a: 1\n---',
  '---', 'a: 1\n --- \nb: 2\n',
  'a: 1\n---\r\nb: 2\n', 'a: 1\r\n---\r\nb: 2\r\n', 'a: 1\n---   \nb: 2\n', 'a: 1\n---\t# c\nb: 2\n', 'a: 1\n---\u00a0\nb: 2\n',
  'a: |\n  x\n---\nb: 2\n', 'a: "x\n---\ny"\n', 'a: x\n---y\n', 'null\n', '~\n---\na: 1\n', 'null\n---\n~\n', 'a: 1\n...\nb: 2\n',
  'a: 1\n...\n---\nb: 2\n', '...\na: 1\n', 'a: 1\n...\n# c\n', 'a: 1\n...\n"\n',
  '%YAML 1.1\n---\na: 1\n', '%YAML 1.1\na: 1\n', '%TAG ! x\n---\n!a b\n', ' %a\n', 'a: 1\n%b: 2\n', 'a: 1\r---\rb: 2\n',
  'a: 1\u2028---\u2028b: 2\n', '"a" b\n', '[a] b\n', '{a: 1} b: 2\n', '- a\nb\n', 'a: b\nc\n', 'a: [b\n]\nc: d\n', 'text\n', 'two\nlines\n',
  '- 1\n---\n- 2\n', '1\n---\n"a"\n---\ntrue\n', '---\n...\n', '---\n---a\n',
];

const breaks = [
  '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\f', '\ufeff', '\u00a0', '\u200b', '\u3000', '\0', '\x01', '\x7f', '\x80', '\x9f', '\ufffe',
  '\uffff', '\ufffd', '\ue000',
].flatMap(it => [
  `a: b${it}c: d\n`, `a: "b${it}  c"\n`, `a: 'b${it}${it}c'\n`, `a: |\n  b${it}  c\n  d\n`, `a: >\n  b${it}  c\n  d\n`, `a: b${it}  c\n`,
  `a: b #${it}c: d\n`, `${it}a: b\n`, `a:${it}  b: c\n`, `a: b${it}`, `[a,${it}b]\n`,
]);

const json = [
  '{}', '{"a": 1}', ' \n{"a": 1}\n', '{"a": 1}{"b": 2}', '{"a": 1}\n{"b": 2}\n', '{"a": 1} {"b": 2} {"c": 3}\n', '{"a": 1}\n---\n{"b": 2}\n',
  '{"a": 1}\n---\nb: 2\n', '{"a": 1}\nb: 2\n', '{"a": 1}\n{"b": 2}\nc: 3\n', '{"a": 1} b: 2\n', '{"a": 1}x\n', '{"a": 1}\nx', '{"a": 1}}\n',
  '{"a": 1}, {"b": 2}\n',
  '{"a": 1,}\n', '{"a": 1, "b"}\n', '{\'a\': 1}\n', '{a: 1}\n', '{a}', '{a: 1}\n---\n{b: 2}\n', '{"a": 1\n', '{"a": tru}\n', '{"a": true}',
  '{"a": null}', '{"a": nul', '{"a": "\\ud800"}', '{"a": "\\ud83d\\ude00"}', '{"\\ud800": 1}', '{"a": "\\u0000"}', '{"a": "b\nc"}', '{"a": "\t"}',
  '{"a": "\\/"}', '{"a": "\\x41"}', '{"a": "\\\\"}', '{"a": "\\\\\\""}',
  '{"a": 1e3}', '{"a": 1E+3}', '{"a": -0}', '{"a": 01}', '{"a": .5}', '{"a": 5.}', '{"a": +1}', '{"a": 1.50}', '{"a": NaN}',
  '{"a": 9223372036854775808}', '{"a": [1, 2, [3]]}', '{"a": []}', '{"a": [1,]}', '{"a": {}}', '{} null {"a": 1}', '{} 5 "a" [1] true\n',
  '{}\n\n\n{}\n', '{}\n   \n', '[{"a": 1}]\n', '[1]\n[2]\n', '"a"\n', '5\n',
  '\u00a0{"a": 1}\n', '\ufeff{"a": 1}{"b": 2}\n', '\ufeffa: 1\n', '\ufeff---\na: 1\n', '\ufeff\ufeffa: 1\n', '{"a":\n# c\n1}\n', '{"a": 1} # c\n',
  '{"a": 1}\n# c\n{"b": 2}\n', '{"a": "b\\\n  c"}\n', '{"kind": "List", "items": [{"a": yes}]}\n', '{{ .Values.a }}\n',
  '{"a": 1}\n---\n{"b": 2}\n---\nc: 3\n', '{}{}{}x\n', '{}{}x: y\n', '{}x: y\n',
];

const everyday = [
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: {app: a, tier: "1"}\ndata:\n  run.sh: |\n    #!/bin/sh\n    set -eu\n\n    exec "$@"\n  key: >-\n    folded\n    text\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\nstringData:\n  password: "p\\u00e9"\n',
  'spec:\n  containers:\n  - name: a\n    image: registry.example.com/a:1.10\n    args: ["--port=8080", -v, --level, "5"]\n    command:\n      - /bin/sh\n      - -c\n      - "echo a: b"\n    resources: {limits: {cpu: 100m, memory: 1Gi}}\n  - name: b # second\n    env:\n      - {name: A, value: "yes"}\n      - name: B\n        value: no\n',
  'schedule: "*/5 * * * *"\nurl: https://example.com/a?b=c#d\ntime: 08:30\ncidr: 10.0.0.0/8\nversion: 1.10\nmode: 0644\nhex: 0x1F\nempty:\nquoted: \'it\'\'s\'\nport: 80:8080\nemail: a@example.com\nstar: a*b\n',
];

export const cases = [...new Set([
  ...inPlaces, ...tagged, ...taggedKeys, ...keys, ...maps, ...scalarsOnLines, ...blockScalars, ...nestedBlockScalars, ...aliases, ...merges,
  ...deepMerges, ...duplicates, ...documents, ...breaks, ...json, ...everyday,
])];
