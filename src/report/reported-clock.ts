import { Clock } from '../engine/report';
import { ReportClock } from './hardening-report';

/** The day by which waivers were judged, in the shape that other tools rely on. */
export function reportedClock({ today, setBackFrom }: Clock): ReportClock {
  return { today, ...setBackFrom !== undefined && { setBackFrom } };
}
