/** The manager's console. */
import './elements/console-app.ts';
