/** Strings that a YAML writer and a YAML reader may disagree about, and everyday ones about which they must not. */

const words = `
  y Y yes Yes YES yEs n N no No NO true True TRUE tRue false False FALSE on On ON oN off Off OFF null Null NULL nULL ~ ~a << <<a =
  .nan .NaN .NAN .Nan .inf .Inf .INF +.inf -.Inf +.INF -.iNF inf nan NaN Infinity`;

const numerals = `
  0 -0 +0 00 1 +1 -1 08 0999 09.5 12e03 1.10 1.10.0 .5 +.5 -.5 5. 1e5 1E5 -1e-5 1e999 .1e999 1_000 1__0 1_ 0_9 1_e5 1._e5 .5_0 ._5 _ __ _1
  0b1 0b -0b1 +0b1 0b_1 0b1_ 0B1 -0B1 +0B1 0_b1 0_B1 0b-1 0b+1 0_b-1 0b_-1 -0b-1 -0b+1 0B-1 0b2
  0755 0o 0o0 0o17 0O17 +0o7 -0O7 0o_7 0_o7 0o8 0o7777777777777777777777
  0x0 0x1F 0xfF_ 0x -0x1 0X 0X0 0X1f -0X1 +0X1 0_x1F 0_X1F 0Xg 0x1p-2 0X1p-2 0x1.8p1
  18446744073709551615 18446744073709551616 0XFFFFFFFFFFFFFFFF 0X1FFFFFFFFFFFFFFFF
  +0X7FFFFFFFFFFFFFFF +0X8000000000000000 -0X8000000000000000 -0X8000000000000001
  +_1 -_1 -__0 +_ -_ +_.5 -_.5 -_1.5e3 +_0x1f -_0999 +_99999999999999999999 -_.inf +_1a
  1e_5 1e5_ 1e+_5 1e_999 1.5e1_0 .5e1_0 .5e+1_0 .5e_1 .5e1_ .5e1__0 .5_0e1_0 1_0e-5 1_0e+5 .1e99_9 1e5e5_ 1_a
  1:2 1:60 190:20:30 190:20:30.15 +1:59 0o1:30 1:3_0
  2001-01-01 2001-1-1 2001-13-45 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-14T21:59:43.10+5 2001-1-2T3:4:60Z`;

const syntax = `
  - -- --- ---a ... ...a . .. + ? ?a : :a -a a: :: a:b a#b #a %a %YAML ! !a !!int !!binary & &a * *a @a \`a | |a |2 > >- , ,a [ [a ] ]a { {a } {}
  [] "" "a" 'a' ' " \\ \\n $a (a) /a`;

const spaced = [
  '', ' ', '  a', 'a  ', '\t', '\ta', 'a\t', 'a\tb', '? a', ': a', '- a', '- 0o0', 'a: b', 'a : b', 'a #b', 'a # b', '!!int 0', '&a b', '0o0 ', ' 0o0',
  '2001-12-14 21:59:43.10', '2001-12-14  21:59:43', '2001-12-14 21:59:43.10 -5', '2001-12-14\t21:59:43', '<< ', ' <<', '---\ta', '{{ .Values.x }}',
];

const lines = [
  '\n', '\n\n', 'a\n', 'a\n\n', '\na', '\n\na', 'a\nb', 'a\n b', ' a\nb', '  a\n b', 'a \nb', 'a\t\nb', 'a\n\tb', 'a\n ', 'a\n\t', 'a\n \n', 'a\n  \n',
  ' \n', '  \n', '\n \n', ' \n\n', '\t\n', ' \t\n', '\n\t', '\n ', ' \na', ' \n\ta', '\ta\nb', '\ta\n', '\t\na', '\n\ta', '\n\n\ta\n', '\ta\n ',
  'a\r\nb', 'a\rb', '\r', 'a\n---\nb', 'a\n...\nb', '---\na', '...\n', '%a\n%b', '# a\nb', '- a\n- b', 'a: b\nc: d', '"a\nb', '\'a\nb', 'a\\\nb',
  '0o0\n', '\n0o0', '<<\n', '0o0\n0o0',
  `${'a'.repeat(40)}\n \nb`, `${'a'.repeat(40)}\n \nb\n `, `${'a'.repeat(40)}\n  \nb\n `, `${'a'.repeat(40)}\n\n \nb\n\t`, `${'a'.repeat(20)}\n \nb\n `,
  `\x01${'a'.repeat(40)}\n \nb`, `\x01${'a'.repeat(40)}\n b \nc`, `\x01${'a'.repeat(40)}\n \n`, `\x01${'a'.repeat(40)}\n\t\nb`, '\x01\n \nb', `${'a'.repeat(40)}\r\n \nb`,
  `\x01${'"'.repeat(16)}\n \nb`,
];

const long = [
  'a'.repeat(200), 'word '.repeat(40), `${'word '.repeat(40)}\n${'word '.repeat(40)}`, 'a'.repeat(1023), 'a'.repeat(1024), 'a'.repeat(1025),
  'é'.repeat(1025), '"'.repeat(600), '<'.repeat(1025), '---'.repeat(400),
];

const CHARACTERS = [
  '\0', '\x01', '\x07', '\x0b', '\x0c', '\x1b', '\x7f', '\x80', '\x84', '\x85', '\x86', '\x9f', '\xa0', '\xad', '\u200b', '\u2027', '\u2028', '\u2029',
  '\u202a', '\u3000', '\ud7ff', '\ud800', '\udfff', '\ue000', '\ufeff', '\ufffd', '\ufffe', '\uffff', '\u{1f600}', '\u{1fffe}', '\u{10ffff}',
];
const characters = CHARACTERS.flatMap(character => [character, `a${character}b`, `1${character}`, `a\n${character}b`]);

const everyday = [
  'registry.example.com/team/web:1.10', 'registry.example.com/web@sha256:0b17e0o7', 'v1.31', '1.10', '10Gi', '100m', '0.5', '1e3', '5Mi', '10.0.0.1',
  '10.0.0.0/8', '::1', '0.0.0.0:8080', '8080', '08:30', '2026-11-22', '2026-11-22T10:00:00Z', '*/5 * * * *', '0 3 * * *', '@daily', '30s', '1h30m',
  'app.kubernetes.io/name', 'kube_system', '1password', '3_tier', '0_prefix', '-Xmx512m', '--flag=value', '-v', '--', '$(POD_NAME)', '/bin/sh',
  'https://example.com/a?b=c#d', 'a,b,c', 'user@example.com', 'SGVsbG8sIHdvcmxkIQ==', '{"a": [1, 2, {"b": null}]}', '[1, 2]', 'key=value', '100%', '50%',
  'naïve café', '日本語', 'emoji 👩‍👩‍👧 ok', 'it\'s "quoted"', 'C:\\Users\\x', '^[a-z]+$', 'self.spec.replicas > 3 && true', 'deadbeef', '0e12345', '12e45678',
  '#!/bin/sh\nset -eu\n\tcd /tmp \n\n  echo "$1"\n', 'all:\n\tgo build ./...\n', 'server {\n  listen 8080;\n}\n\n', '[section]\nkey = value\n\n[other]\n',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', '{\n  "a": 1\n}', 'a: 1\nb:\n  - c\n---\nd: 2\n', 'line  \nline\t\n', '\n\nleading\n',
];

const split = text => text.trim().split(/\s+/);

export const trickyStrings = [
  ...new Set([...split(words), ...split(numerals), ...split(syntax), ...spaced, ...lines, ...long, ...characters, ...everyday]),
];
