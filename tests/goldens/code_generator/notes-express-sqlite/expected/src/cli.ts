/** Commands of the operator: serve, migrate. */

import { type Commands, runCommand } from './core/commands.ts';
import { getSettings } from './core/config.ts';
import { migrate } from './core/migrations.ts';
import { serve } from './server.ts';

const COMMANDS: Commands = {
  serve: {
    help: ['run the server'],
    run: async () => {
      await serve(getSettings());
    },
  },
  migrate: {
    help: ['bring the tables up to date'],
    run: async () => {
      const settings = getSettings();
      for (const name of await migrate(settings.databaseUrl.reveal(), settings.databaseTimeoutSeconds)) {
        console.log(name);
      }
    },
  },
};

/** Run one command; returns the exit code. */
export async function main(given: readonly string[]): Promise<number> {
  return await runCommand(COMMANDS, given);
}

if (import.meta.main) {
  process.exit(await main(process.argv.slice(2)));
}
