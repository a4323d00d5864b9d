//! A script: what is written to a socket, when, and how the connection ends.

use std::time::Duration;

use tokio::io::{AsyncWrite, AsyncWriteExt, BufWriter};
use tokio::net::TcpStream;
use tokio::net::tcp::ReadHalf;
use tokio::time::sleep;

use crate::ticket::Ticket;

/// What is written, when, and how it ends.
pub struct Script {
    /// The wait before anything is written.
    pub delay: Duration,
    pub head: Option<Head>,
    pub pieces: Vec<Piece>,
    pub ending: Ending,
    pub ticket: Ticket,
}

/// Status line and headers as they are sent.
pub struct Head {
    pub status: u16,
    pub bytes: Vec<u8>,
}

/// Bytes that are written a number of times, with a wait before each time.
pub struct Piece {
    pub delay: Duration,
    pub data: Vec<u8>,
    /// `None`: for ever.
    pub times: Option<u64>,
}

/// How the connection ends.
#[derive(Clone, Copy)]
pub enum Ending {
    KeepAlive,
    Close,
    Reset,
}

impl Script {
    /// Plays to the end, or until the client goes away.
    pub async fn play(self, stream: &mut TcpStream) -> Ending {
        let (mut reader, writer) = stream.split();
        let written = tokio::select! {
            biased;
            written = self.write(BufWriter::with_capacity(1 << 16, writer)) => written.is_ok(),
            () = gone(&mut reader) => false,
        };
        if written { self.ending } else { Ending::Close }
    }

    async fn write(&self, mut out: impl AsyncWrite + Unpin) -> std::io::Result<()> {
        sleep(self.delay).await;
        if let Some(head) = &self.head {
            self.ticket.status(head.status);
            out.write_all(&head.bytes).await?;
        }
        for piece in &self.pieces {
            let mut left = piece.times;
            while left != Some(0) {
                if !piece.delay.is_zero() {
                    out.flush().await?;
                    sleep(piece.delay).await;
                }
                out.write_all(&piece.data).await?;
                left = left.map(|left| left - 1);
            }
        }
        out.flush().await
    }
}

/// Ends when the client has closed its side.
async fn gone(reader: &mut ReadHalf<'_>) {
    if reader.peek(&mut [0]).await.is_ok_and(|peeked| peeked > 0) {
        // The client is sending its next request, so it isn't gone.
        std::future::pending().await
    }
}

impl Piece {
    /// Bytes that are written once.
    pub fn once(delay: Duration, data: Vec<u8>) -> Self {
        Self { delay, data, times: Some(1) }
    }

    /// The number of its bytes; `None` if they never end.
    fn total(&self) -> Option<u64> {
        self.times.map(|times| times.saturating_mul(self.data.len() as u64))
    }
}

/// The number of bytes of all pieces; `None` if they never end.
pub fn total(pieces: &[Piece]) -> Option<u64> {
    pieces.iter().try_fold(0_u64, |sum, piece| Some(sum.saturating_add(piece.total()?)))
}

/// The first half of all bytes, with the same waits. Pieces without end stay as they are.
pub fn first_half(pieces: Vec<Piece>) -> Vec<Piece> {
    let Some(all) = total(&pieces) else { return pieces };
    let mut left = all / 2;
    let mut half = Vec::new();
    for piece in pieces {
        let length = piece.data.len() as u64;
        let whole = left.checked_div(length).unwrap_or(u64::MAX).min(piece.times.unwrap_or(u64::MAX));
        left -= whole.saturating_mul(length);
        let rest = piece.data[..left.min(length) as usize].to_vec();
        let cut_here = piece.times.is_some_and(|times| whole < times);
        let delay = piece.delay;
        half.push(Piece { times: Some(whole), ..piece });
        if cut_here {
            half.push(Piece::once(delay, rest));
            break;
        }
    }
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_bytes_can_end_within_a_piece_or_between_repetitions() {
        let piece = |data: &str, times| Piece { delay: Duration::ZERO, data: data.into(), times: Some(times) };
        for (pieces, half) in [
            (vec![piece("abcdef", 1)], "abc"),
            (vec![piece("ab", 1), piece("cdef", 1)], "abc"),
            (vec![piece("ab", 5)], "ababa"),
            (vec![piece("", 1), piece("ab", 1)], "a"),
            (vec![], ""),
        ] {
            let written: Vec<u8> = first_half(pieces)
                .iter()
                .flat_map(|piece| piece.data.repeat(piece.times.unwrap_or(0) as usize))
                .collect();
            assert_eq!(String::from_utf8_lossy(&written), half);
        }
    }
}
