/** Servers on this machine that live as long as a test needs them. */

import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import express, { type Request, type Response as Written } from 'express';
import { Answer } from './client.ts';

/** A server that listens, and its address. */
export interface Listening extends AsyncDisposable {
  readonly address: string;
}

/** Have requests answered on a free port; nothing listens there any more when it is disposed of. */
export async function listen(answer: RequestListener): Promise<Listening> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') {
    throw new Error('the server has no port');
  }
  return {
    address: `http://127.0.0.1:${place.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Return what is answered when this writes the answer. */
export async function answered(write: (response: Written) => void): Promise<Answer> {
  await using server = await listen(express().use((_request, response) => {
    write(response);
  }));
  const response = await fetch(server.address);
  return new Answer(response, Buffer.from(await response.arrayBuffer()));
}

/** Return what is made of a request that is really sent. */
export async function received<T>(sent: RequestInit, read: (request: Request) => Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  await using server = await listen(express().use((request, response) => {
    read(request).then(resolve, reject).finally(() => response.end());
  }));
  const [found] = await Promise.all([promise, fetch(server.address, { method: 'POST', ...sent })]);
  return found;
}
