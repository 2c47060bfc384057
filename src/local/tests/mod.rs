//! The local Discord against the real serenity client.
