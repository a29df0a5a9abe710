const FINDING = /^ {2}(\S.*?) {3}([a-z][a-z-]*) · (?:high|medium|low)\b/;

/**
 * What a report says of each finding: `shop/Bad no-privileged container "app": securityContext.privileged`, that is construct, rule
 * and place; for what is no report, the first line of the text.
 */
export function toldFindings(report: string): string[] {
  const told: string[] = [];
  let construct = '';
  for (const line of report.split('\n')) {
    const finding = FINDING.exec(line);
    if (finding) told.push(`${construct} ${finding[2]} ${finding[1].split(/(?:^| )must /)[0]}`.trim());
    else if (!line.startsWith(' ')) construct = line.split('  ')[0];
  }
  return told.length > 0 ? told : [report.split('\n')[0]];
}
