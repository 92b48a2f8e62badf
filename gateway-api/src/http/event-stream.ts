import type { Request, Response } from 'express';

/** An open stream of server-sent events (HTML §9.2). */
export interface EventStream {
  isOpen(): boolean;
  send(event: string, id: string | number, data: object): void;
  /** A comment: proxies and browsers see that the line is alive. */
  beat(): void;
  end(): void;
}

export function openEventStream(request: Request, response: Response): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  let open = true;
  request.on('close', () => (open = false));
  response.on('close', () => (open = false));
  return {
    isOpen: () => open,
    send: (event, id, data) => void response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => void response.write(': still here\n\n'),
    end: () => void response.end(),
  };
}
