import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * Structured lines on standard error: standard output belongs to what commands answer. Requests are logged by
 * their route's pattern and errors by their kind (platform/http), so that no line holds what a person wrote;
 * the paths below are a second fence against a field that slips in.
 */
export function openLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['phone', '*.phone', 'text', '*.text', 'name', '*.name', 'token', '*.token', 'req', 'res'],
        censor: '[left out]',
      },
    },
    destination,
  );
}
