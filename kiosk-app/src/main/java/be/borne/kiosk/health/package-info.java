/** How this terminal is: its parts watched, what keeps it from serving, and telling the agent. */
package be.borne.kiosk.health;
