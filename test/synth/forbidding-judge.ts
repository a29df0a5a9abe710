import { Judge, Judgement, RenderedManifest } from '../../src/synth/judge';
import { SynthSession } from '../../src/synth/synth-session';

/** Refuses every manifest in which `privileged: true` or a label `forbidden` occurs, and everything unreadable. */
export class ForbiddingJudge implements Judge {
  public judge(manifests: readonly RenderedManifest[]): Judgement {
    const refused = manifests.filter(manifest => manifest.unreadable !== undefined || isForbidden(manifest.json));
    return {
      failure: refused.length === 0 ? undefined : `refused: ${refused.map(manifest => manifest.constructPath).join(', ')}`,
      judged: new Set(manifests),
    };
  }
}

/** A session with a judge that forbids. */
export function forbid(scope: Parameters<typeof SynthSession.of>[0]): SynthSession {
  const session = SynthSession.of(scope);
  session.addJudge(new ForbiddingJudge());
  return session;
}

function isForbidden(json: unknown): boolean {
  return /"privileged":true|"forbidden":/.test(JSON.stringify(json));
}
